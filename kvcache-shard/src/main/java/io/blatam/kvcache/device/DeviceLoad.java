package io.blatam.kvcache.device;

import io.blatam.kvcache.api.DeviceView;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How busy a device is: written by its actor and by those who queue work for it, read by whoever
 * chooses one. Thread-safe.
 */
final class DeviceLoad {

  private final String name;
  private final boolean gpu;
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile long freeBytes = Long.MAX_VALUE;
  private volatile long residentBytes;
  private volatile Optional<String> leftOut = Optional.empty();

  DeviceLoad(String name, boolean gpu) {
    this.name = name;
    this.gpu = gpu;
  }

  String name() {
    return name;
  }

  boolean isGpu() {
    return gpu;
  }

  /** Takes a place in the queue; false if all {@code places} are taken. */
  boolean tryEnter(int places) {
    return queued.getAndUpdate(now -> now < places ? now + 1 : now) < places;
  }

  void leave() {
    queued.decrementAndGet();
  }

  int queued() {
    return queued.get();
  }

  long freeBytes() {
    return freeBytes;
  }

  boolean works() {
    return leftOut.isEmpty();
  }

  void memory(long free, long resident) {
    freeBytes = free;
    residentBytes = resident;
  }

  void succeeded() {
    done.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  void leaveOut(String reason) {
    leftOut = Optional.of(reason);
    freeBytes = 0;
    residentBytes = 0;
  }

  DeviceView view() {
    return new DeviceView(
        name,
        gpu ? "gpu" : "cpu",
        leftOut,
        queued.get(),
        freeBytes == Long.MAX_VALUE ? 0 : freeBytes,
        residentBytes,
        done.get(),
        failed.get());
  }
}
