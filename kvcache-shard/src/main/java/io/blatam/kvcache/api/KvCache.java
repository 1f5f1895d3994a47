package io.blatam.kvcache.api;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.client.KvCacheExtension;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The distributed cache as one node sees it. Thread-safe. Byte arrays handed in or out must not be
 * changed afterwards.
 *
 * <p>Stages complete on the actor system's default dispatcher: do not block in a callback, and pass
 * an executor to long chains. A failed stage carries a {@link KvCacheException}. The cache is never
 * the truth: whoever only reads treats a failure as a miss.
 */
public interface KvCache {

  /** The cache of this actor system's cluster; started on the first call. */
  static KvCache get(ActorSystem<?> system) {
    return KvCacheExtension.of(system);
  }

  /** The value, or empty when absent or expired. */
  CompletionStage<Optional<byte[]>> get(CacheKey key);

  /**
   * Whether there is a value. One that is there stays readable for {@code
   * blatam.kvcache.exists-lease.duration}, unless its time ends or somebody removes it.
   */
  CompletionStage<Boolean> exists(CacheKey key);

  /** The values that are there. One message a segment, however many keys. */
  CompletionStage<Map<CacheKey, byte[]>> getAll(Collection<CacheKey> keys);

  /**
   * Stores a value.
   *
   * @param ttl after which it is gone; more than a hundred years count as a hundred
   * @param cost what computing it again would cost; eviction policies weigh it
   */
  CompletionStage<Void> put(CacheKey key, byte[] value, Duration ttl, Duration cost);

  /**
   * Stores a block that is of no use without its parent, the block before it in a chain, such as a
   * further piece of a prompt. While both are in memory, an adaptive policy evicts the block first.
   * Where a store stands behind the namespace it is a {@link #put}.
   *
   * @param parent of the same tenant's namespace, and with the same tag in its key (see {@link
   *     CacheKey#segment}), as in <code>{conversation-7}/0</code> and <code>{conversation-7}/1
   *     </code>
   * @return whether it was stored; not where the parent is not there
   * @throws IllegalArgumentException if the parent lives elsewhere
   */
  CompletionStage<Boolean> putAfter(
      CacheKey parent, CacheKey key, byte[] value, Duration ttl, Duration cost);

  /** Removes the entry; a load in flight for it is delivered to those who wait, but not stored. */
  CompletionStage<Boolean> remove(CacheKey key);

  /**
   * The value from the cache, from a load that is already in flight anywhere in the cluster, or
   * from {@code loader}. Of all callers of a key one loads at a time; if it fails or takes longer
   * than {@link LoadOptions#loadTimeout}, it gets its own failure and the next waiter's loader
   * runs. Cancelling the returned future gives up the caller's place, or, where its loader runs,
   * its turn.
   */
  CompletionStage<Outcome> getOrLoad(
      CacheKey key, LoadOptions options, Supplier<CompletionStage<Loaded>> loader);

  /**
   * Keeps an entry from being evicted: from now on it goes only when it expires or is removed. What
   * overwrites it is pinned as well, if it fits.
   */
  CompletionStage<Pinning> pin(CacheKey key);

  /**
   * Lets an entry be evicted again.
   *
   * @return whether it was pinned
   */
  CompletionStage<Boolean> unpin(CacheKey key);

  /** The largest value that can be stored, in bytes. */
  int maxValueBytes();
}
