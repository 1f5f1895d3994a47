package io.blatam.kvcache.api;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.device.DevicePoolExtension;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The GPUs of this node, where there are any, and its CPU: work is done by whichever is free, and
 * by another one if a device fails. Thread-safe; nothing here blocks. Every stage fails with {@link
 * DevicesBusyException} when all queues are full: try again later, or do the work yourself.
 */
public interface DevicePool {

  /** The most neighbours that can be asked for. */
  int MOST_NEIGHBOURS = 256;

  /** The devices of this actor system's process. */
  static DevicePool get(ActorSystem<?> system) {
    return DevicePoolExtension.of(system);
  }

  /**
   * The {@code k} rows of the corpus with the largest cosine to each query; fewer if the corpus is
   * smaller.
   *
   * @throws IllegalArgumentException if the dimensions differ or {@code k} is not 1 to {@link
   *     #MOST_NEIGHBOURS}
   */
  CompletionStage<Neighbours> topK(Embeddings queries, Embeddings corpus, int k);

  /** The same for rows that will be searched again: see {@link Corpus}. */
  CompletionStage<Neighbours> topK(Embeddings queries, Corpus corpus, int k);

  /** Gives back what devices keep of it. It can still be searched, and is kept again then. */
  void forget(Corpus corpus);

  /**
   * Keeps a copy of a block in the memory of its key's GPU, in place of those not used for longest
   * there.
   *
   * @return false if that has no room for it, or there is no GPU: then the only residency is the
   *     segments'
   */
  CompletionStage<Boolean> keep(CacheKey key, byte[] block);

  /**
   * A copy of a block that was kept; empty if it was not, went in favour of others, or was lost.
   */
  CompletionStage<Optional<byte[]>> fetch(CacheKey key);

  /** Gives the memory of a block back. */
  void drop(CacheKey key);

  /** The CPU first. */
  List<DeviceView> devices();

  /** Why no GPU is used; empty if one is or was. */
  Optional<String> noGpu();
}
