package io.blatam.kvcache.device;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.DevicePool;
import io.blatam.kvcache.api.DeviceView;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.settings.DeviceSettings;
import io.blatam.platform.StartupException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of this process behind one door. Thread-safe. */
public final class LocalDevicePool implements DevicePool, Extension {

  private static final Logger LOG = LoggerFactory.getLogger(LocalDevicePool.class);

  private final DeviceQueues queues;
  private final Optional<String> noGpu;

  LocalDevicePool(ActorSystem<?> system, DeviceSettings settings, CudaLibrary cuda) {
    queues = DeviceQueues.start(system, settings, cuda);
    noGpu = queues.loads().size() > 1 ? Optional.empty() : Optional.of(absence(settings, cuda));
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

  /** See {@link DeviceQueues#submit}. */
  public <T> CompletionStage<T> submit(DeviceWork<T> work) {
    return queues.submit(work);
  }

  /** The quantized form; empty if the tensor holds something that has no code. */
  public CompletionStage<Optional<byte[]>> quantize(
      TensorBlock shape, byte[] values, Quantization quantization) {
    return submit(
        DeviceWork.passing(
            "quantize", 2L * shape.bytes(), on -> on.quantize(shape, values, quantization)));
  }

  public CompletionStage<byte[]> dequantize(
      TensorBlock shape, byte[] codes, Quantization quantization) {
    return submit(
        DeviceWork.passing(
            "dequantize", 2L * shape.bytes(), on -> on.dequantize(shape, codes, quantization)));
  }

  /**
   * @param size bytes a number, 2 or 4
   */
  public CompletionStage<byte[]> splitPlanes(byte[] values, int size) {
    requireWhole(values, size);
    return submit(
        DeviceWork.passing("split-planes", 2L * values.length, on -> on.splitPlanes(values, size)));
  }

  public CompletionStage<byte[]> joinPlanes(byte[] planes, int size) {
    requireWhole(planes, size);
    return submit(
        DeviceWork.passing("join-planes", 2L * planes.length, on -> on.joinPlanes(planes, size)));
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
        DeviceWork.searching("top-k", bytes(queries, corpus), on -> on.topK(queries, corpus, k)));
  }

  @Override
  public CompletionStage<Neighbours> topK(Embeddings queries, Corpus corpus, int k) {
    requireComparable(queries, corpus.rows(), k);
    return submit(
        DeviceWork.searching(
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
    queues.loads().stream()
        .filter(DeviceLoad::works)
        .forEach(device -> release("forget", device, on -> on.forget(corpus)));
  }

  @Override
  public CompletionStage<Boolean> keep(CacheKey key, byte[] block) {
    DeviceWork<Boolean> work = DeviceWork.passing("keep", block.length, on -> on.keep(key, block));
    return home(key)
        .map(gpu -> queues.onlyOn(gpu, work).exceptionally(failure -> false))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  @Override
  public CompletionStage<Optional<byte[]>> fetch(CacheKey key) {
    DeviceWork<Optional<byte[]>> work = DeviceWork.passing("fetch", 0, on -> on.fetch(key));
    return home(key)
        .map(gpu -> queues.onlyOn(gpu, work).exceptionally(failure -> Optional.empty()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  @Override
  public void drop(CacheKey key) {
    home(key).ifPresent(gpu -> release("drop", gpu, on -> on.drop(key)));
  }

  /**
   * The GPU that a key's block is kept on, always the same one, so that nobody has to remember it
   * and a newer block replaces an older one. By rendezvous hashing (Thaler and Ravishankar 1998):
   * when a GPU is lost, only the keys that were there go to others.
   */
  private Optional<DeviceLoad> home(CacheKey key) {
    return queues.loads().stream()
        .filter(device -> device.isGpu() && device.works())
        .max(Comparator.comparingInt(gpu -> weight(key, gpu)));
  }

  /** Mixed by murmur3's finalizer: hash codes of like names differ in few bits. */
  private static int weight(CacheKey key, DeviceLoad gpu) {
    int hash = 31 * key.hashCode() + gpu.name().hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }

  /** Nobody waits for it: what a device does not give back now it gives to those who need it. */
  private void release(String name, DeviceLoad device, Consumer<Device> step) {
    DeviceWork<Boolean> work =
        DeviceWork.passing(
            name,
            0,
            on -> {
              step.accept(on);
              return true;
            });
    queues
        .onlyOn(device, work)
        .exceptionally(
            failure -> {
              LOG.debug("{} on {} waits until room is needed: {}", name, device.name(), failure);
              return false;
            });
  }

  @Override
  public List<DeviceView> devices() {
    List<DeviceView> views = new ArrayList<>();
    queues.loads().forEach(load -> views.add(load.view()));
    return views;
  }

  @Override
  public Optional<String> noGpu() {
    return noGpu;
  }
}
