package io.blatam.kvcache.device;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Extension;
import akka.actor.typed.Props;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.DevicePool;
import io.blatam.kvcache.api.DeviceView;
import io.blatam.kvcache.api.DevicesBusyException;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.settings.DeviceSettings;
import io.blatam.platform.StartupException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of this process behind one door. Thread-safe. */
public final class LocalDevicePool implements DevicePool, Extension {

  private static final Logger LOG = LoggerFactory.getLogger(LocalDevicePool.class);
  private static final String DISPATCHER = "blatam.kvcache.devices.dispatcher";

  private final Balance balance;
  private final Map<DeviceLoad, ActorRef<DeviceActor.Command>> devices = new LinkedHashMap<>();
  private final List<DeviceLoad> loads;
  private final Map<CacheKey, DeviceLoad> kept = new ConcurrentHashMap<>();
  private final Optional<String> noGpu;

  LocalDevicePool(ActorSystem<?> system, DeviceSettings settings, CudaLibrary cuda) {
    balance = new Balance(settings.maxQueue(), settings.offloadFrom());
    start(system, new DeviceLoad("cpu", false), CpuDevice::new);
    if (settings.gpus() != DeviceSettings.Gpus.OFF) {
      cuda.driver().ifPresent(driver -> startGpus(system, driver, settings.memory()));
    }
    loads = List.copyOf(devices.keySet());
    noGpu = loads.size() > 1 ? Optional.empty() : Optional.of(absence(settings, cuda));
    if (settings.gpus() == DeviceSettings.Gpus.REQUIRED && noGpu.isPresent()) {
      throw new StartupException(
          "blatam.kvcache.devices.enabled: is required, but there is no GPU: " + noGpu.get());
    }
    noGpu.ifPresent(why -> LOG.info("no GPU is used, the CPU does the work: {}", why));
  }

  private static String absence(DeviceSettings settings, CudaLibrary cuda) {
    return settings.gpus() == DeviceSettings.Gpus.OFF
        ? "blatam.kvcache.devices.enabled is off"
        : cuda.absence();
  }

  private void startGpus(ActorSystem<?> system, CudaDriver driver, long memory) {
    for (int i = 0; i < driver.devices(); i++) {
      int device = i;
      DeviceLoad load = new DeviceLoad(Gpus.name(device), true);
      start(system, load, () -> Gpus.open(driver, device, memory));
    }
  }

  private void start(ActorSystem<?> system, DeviceLoad load, Supplier<Device> open) {
    Props dispatcher = DispatcherSelector.fromConfig(DISPATCHER);
    devices.put(
        load,
        system.systemActorOf(
            DeviceActor.create(open, load), "kvcache-device-" + load.name(), dispatcher));
  }

  /**
   * Does work on the device that is free first, and again on others should that fail.
   *
   * @return fails with {@link DevicesBusyException} if no device has a place in its queue
   */
  public <T> CompletionStage<T> submit(DeviceWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    attempt(work, new HashSet<>(), result);
    return result;
  }

  private <T> void attempt(DeviceWork<T> work, Set<DeviceLoad> tried, CompletableFuture<T> result) {
    Optional<DeviceLoad> chosen = balance.choose(loads, work.bytes(), tried::contains);
    // Somebody may have taken the last place meanwhile.
    while (chosen.isPresent() && !chosen.get().tryEnter(balance.places())) {
      chosen = balance.choose(loads, work.bytes(), tried::contains);
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

  /** The quantized form; empty if the tensor holds something that has no code. */
  public CompletionStage<Optional<byte[]>> quantize(
      TensorBlock shape, byte[] values, Quantization quantization) {
    return submit(
        new DeviceWork<>(
            "quantize", 2L * shape.bytes(), on -> on.quantize(shape, values, quantization)));
  }

  public CompletionStage<byte[]> dequantize(
      TensorBlock shape, byte[] codes, Quantization quantization) {
    return submit(
        new DeviceWork<>(
            "dequantize", 2L * shape.bytes(), on -> on.dequantize(shape, codes, quantization)));
  }

  /**
   * @param size bytes a number, 2 or 4
   */
  public CompletionStage<byte[]> splitPlanes(byte[] values, int size) {
    requireWhole(values, size);
    return submit(
        new DeviceWork<>("split-planes", 2L * values.length, on -> on.splitPlanes(values, size)));
  }

  public CompletionStage<byte[]> joinPlanes(byte[] planes, int size) {
    requireWhole(planes, size);
    return submit(
        new DeviceWork<>("join-planes", 2L * planes.length, on -> on.joinPlanes(planes, size)));
  }

  private static void requireWhole(byte[] values, int size) {
    if (size != 2 && size != 4 || values.length % size != 0) {
      throw new IllegalArgumentException(
          values.length + " bytes are not whole numbers of " + size + " bytes (2 or 4)");
    }
  }

  @Override
  public CompletionStage<Neighbours> topK(Embeddings queries, Embeddings corpus, int k) {
    requireComparable(queries, corpus, k);
    return submit(
        new DeviceWork<>("top-k", bytes(queries, corpus), on -> on.topK(queries, corpus, k)));
  }

  @Override
  public CompletionStage<Neighbours> topK(Embeddings queries, Corpus corpus, int k) {
    requireComparable(queries, corpus.rows(), k);
    return submit(
        new DeviceWork<>(
            "top-k", bytes(queries, corpus.rows()), on -> on.topK(queries, corpus, k)));
  }

  private static long bytes(Embeddings queries, Embeddings corpus) {
    return (long) Float.BYTES * (queries.numbers().length + (long) corpus.numbers().length);
  }

  private static void requireComparable(Embeddings queries, Embeddings corpus, int k) {
    if (queries.dimensions() != corpus.dimensions()) {
      throw new IllegalArgumentException(
          "queries of "
              + queries.dimensions()
              + " dimensions can not be compared with a corpus of "
              + corpus.dimensions());
    }
    if (k < 1 || k > MOST_NEIGHBOURS) {
      throw new IllegalArgumentException("k: must be 1 to " + MOST_NEIGHBOURS + ", not " + k);
    }
  }

  @Override
  public void forget(Corpus corpus) {
    loads.stream()
        .filter(DeviceLoad::works)
        .forEach(device -> release("forget", device, on -> on.forget(corpus)));
  }

  @Override
  public CompletionStage<Boolean> keep(CacheKey key, byte[] block) {
    DeviceWork<Boolean> work = new DeviceWork<>("keep", block.length, on -> on.keep(key, block));
    // Always the same device for a key, so that a newer block replaces an older one.
    List<DeviceLoad> gpus = loads.stream().filter(d -> d.isGpu() && d.works()).toList();
    if (gpus.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    DeviceLoad gpu =
        Optional.ofNullable(kept.get(key))
            .filter(DeviceLoad::works)
            .orElseGet(() -> mostFree(gpus));
    return onlyOn(gpu, work)
        .whenComplete(
            (done, failure) -> {
              if (failure == null && done) {
                kept.put(key, gpu);
              } else {
                kept.remove(key);
              }
            })
        .exceptionally(failure -> false);
  }

  private static DeviceLoad mostFree(List<DeviceLoad> gpus) {
    DeviceLoad most = gpus.get(0);
    for (DeviceLoad gpu : gpus) {
      most = gpu.freeBytes() > most.freeBytes() ? gpu : most;
    }
    return most;
  }

  @Override
  public CompletionStage<Optional<byte[]>> fetch(CacheKey key) {
    DeviceLoad gpu = kept.get(key);
    if (gpu == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return onlyOn(gpu, new DeviceWork<>("fetch", 0, on -> on.fetch(key)))
        .exceptionally(failure -> Optional.empty())
        .whenComplete(
            (found, failure) -> {
              if (found.isEmpty()) {
                kept.remove(key, gpu);
              }
            });
  }

  @Override
  public void drop(CacheKey key) {
    DeviceLoad gpu = kept.remove(key);
    if (gpu != null) {
      release("drop", gpu, on -> on.drop(key));
    }
  }

  /** Nobody waits for it: what a device does not give back now it gives to those who need it. */
  private void release(String name, DeviceLoad device, Consumer<Device> step) {
    DeviceWork<Boolean> work =
        new DeviceWork<>(
            name,
            0,
            on -> {
              step.accept(on);
              return true;
            });
    onlyOn(device, work)
        .exceptionally(
            failure -> {
              LOG.debug("{} on {} waits until room is needed: {}", name, device.name(), failure);
              return false;
            });
  }

  private <T> CompletableFuture<T> onlyOn(DeviceLoad device, DeviceWork<T> work) {
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

  @Override
  public List<DeviceView> devices() {
    List<DeviceView> views = new ArrayList<>();
    loads.forEach(load -> views.add(load.view()));
    return views;
  }

  @Override
  public Optional<String> noGpu() {
    return noGpu;
  }
}
