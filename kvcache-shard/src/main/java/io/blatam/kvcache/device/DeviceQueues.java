package io.blatam.kvcache.device;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.blatam.kvcache.api.DevicesBusyException;
import io.blatam.kvcache.settings.DeviceSettings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The devices' actors and the bounded queues before them: which gets a piece of work. Thread-safe.
 */
final class DeviceQueues {

  private static final String DISPATCHER = "blatam.kvcache.devices.dispatcher";

  private final Balance balance;
  private final Map<DeviceLoad, ActorRef<DeviceActor.Command>> devices;
  private final List<DeviceLoad> loads;

  private DeviceQueues(Balance balance, Map<DeviceLoad, ActorRef<DeviceActor.Command>> devices) {
    this.balance = balance;
    this.devices = devices;
    this.loads = List.copyOf(devices.keySet());
  }

  /** The CPU and, unless they are off, the GPUs that there are. */
  static DeviceQueues start(ActorSystem<?> system, DeviceSettings settings, CudaLibrary cuda) {
    Map<DeviceLoad, Supplier<Device>> opened = new LinkedHashMap<>();
    opened.put(new DeviceLoad("cpu", false), CpuDevice::new);
    if (settings.gpus() != DeviceSettings.Gpus.OFF) {
      cuda.driver()
          .ifPresent(
              driver -> {
                for (int i = 0; i < driver.devices(); i++) {
                  int device = i;
                  opened.put(
                      new DeviceLoad(Gpus.name(device), true),
                      () -> Gpus.open(driver, device, settings.memory()));
                }
              });
    }
    Map<DeviceLoad, ActorRef<DeviceActor.Command>> devices = new LinkedHashMap<>();
    opened.forEach(
        (load, open) ->
            devices.put(
                load,
                system.systemActorOf(
                    DeviceActor.create(open, load),
                    "kvcache-device-" + load.name(),
                    DispatcherSelector.fromConfig(DISPATCHER))));
    return new DeviceQueues(new Balance(settings.maxQueue(), settings.offloadFrom()), devices);
  }

  /** The CPU first. */
  List<DeviceLoad> loads() {
    return loads;
  }

  /**
   * Does work on the device that is free first, and again on others should that fail.
   *
   * @return fails with {@link DevicesBusyException} if no device has a place in its queue
   */
  <T> CompletionStage<T> submit(DeviceWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    attempt(work, new HashSet<>(), result);
    return result;
  }

  private <T> void attempt(DeviceWork<T> work, Set<DeviceLoad> tried, CompletableFuture<T> result) {
    Optional<DeviceLoad> chosen = balance.choose(loads, work, tried::contains);
    // Somebody may have taken the last place meanwhile.
    while (chosen.isPresent() && !chosen.get().tryEnter(balance.places())) {
      chosen = balance.choose(loads, work, tried::contains);
    }
    if (chosen.isEmpty()) {
      result.completeExceptionally(new DevicesBusyException(work.name()));
      return;
    }
    DeviceLoad device = chosen.get();
    run(
        device,
        work,
        (done, failure) -> {
          if (failure instanceof DeviceException && tried.add(device)) {
            attempt(work, tried, result);
          } else if (failure != null) {
            result.completeExceptionally(failure);
          } else {
            result.complete(done);
          }
        });
  }

  /**
   * On a device whose queue the caller has entered; its place is free again before {@code then}.
   */
  private <T> void run(
      DeviceLoad device, DeviceWork<T> work, BiConsumer<T, ? super Throwable> then) {
    CompletableFuture<T> run = new CompletableFuture<>();
    // In one callback, as the order of several is not said, and on the future itself, as those that
    // depend on it see failures wrapped.
    run.whenComplete(
        (done, failure) -> {
          device.leave();
          then.accept(done, failure);
        });
    devices.get(device).tell(new DeviceActor.Run<>(work, run));
  }

  /**
   * Does work on this device or not at all.
   *
   * @return fails with {@link DevicesBusyException} if its queue has no place
   */
  <T> CompletableFuture<T> onlyOn(DeviceLoad device, DeviceWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    if (device.tryEnter(balance.places())) {
      run(
          device,
          work,
          (done, failure) -> {
            if (failure == null) {
              result.complete(done);
            } else {
              result.completeExceptionally(failure);
            }
          });
    } else {
      result.completeExceptionally(new DevicesBusyException(work.name()));
    }
    return result;
  }
}
