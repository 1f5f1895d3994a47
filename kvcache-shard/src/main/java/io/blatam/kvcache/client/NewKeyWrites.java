package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.copies.NodeCopies;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.Operation.NewEntry;
import io.blatam.kvcache.store.JointStore;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Values for keys of which none is there, for ever: all in one step, or none. Keys of one segment
 * are written by its one writer, and in one batch of its store's; keys of several where the store
 * can save these together. Thread-safe.
 */
public final class NewKeyWrites {

  private final KvCacheSettings settings;
  private final Calls calls;
  private final NodeCopies copies;
  private final NamespaceWrites writes;
  private final Stores stores;
  private final Executor executor;

  NewKeyWrites(
      KvCacheSettings settings,
      Calls calls,
      NodeCopies copies,
      NamespaceWrites writes,
      Stores stores,
      Executor executor) {
    this.settings = settings;
    this.calls = calls;
    this.copies = copies;
    this.writes = writes;
    this.stores = stores;
    this.executor = executor;
  }

  /**
   * Whether {@link #put} takes these.
   *
   * @param entries of one namespace of one tenant, at least one, and one a key
   */
  public boolean inOneStep(List<NewEntry> entries) {
    CacheKey one = entries.get(0).key();
    return jointStore(one.namespace()).isPresent()
        || entries.stream().allMatch(entry -> segment(entry) == segment(entries.get(0)));
  }

  private Optional<JointStore> jointStore(String namespace) {
    return writes.backed(namespace)
            && stores.named(writes.of(namespace).store()) instanceof JointStore joint
        ? Optional.of(joint)
        : Optional.empty();
  }

  private int segment(NewEntry entry) {
    return entry.key().segment(settings.segments());
  }

  /**
   * Stores all values if there is none under any of their keys.
   *
   * @param entries some that go {@link #inOneStep}
   * @return whether they were stored; where it fails with {@link Reason#STORE_FAILED} or {@link
   *     Reason#UNAVAILABLE}, that may not be known, but all of them were or none
   */
  public CompletionStage<Boolean> put(List<NewEntry> entries) {
    TreeMap<Integer, List<NewEntry>> bySegment = new TreeMap<>();
    entries.forEach(
        entry -> bySegment.computeIfAbsent(segment(entry), s -> new ArrayList<>()).add(entry));
    CacheKey one = entries.get(0).key();
    return copies.whileChanging(
        one.tenant(),
        one.namespace(),
        () ->
            bySegment.size() == 1
                ? together(bySegment.firstKey(), entries)
                : inSteps(bySegment, jointStore(one.namespace()).orElseThrow()));
  }

  private CompletionStage<Boolean> together(int segment, List<NewEntry> entries) {
    int bytes = new Operation.PutNew(0, entries).bytes();
    return bytes > settings.maxMessageBytes()
        ? CompletableFuture.failedFuture(calls.tooLarge(bytes))
        : calls.one(
            segment,
            id -> new Operation.PutNew(id, entries),
            answer -> calls.expect(Answer.Done.class, answer).changed());
  }

  private CompletionStage<Boolean> inSteps(
      TreeMap<Integer, List<NewEntry>> bySegment, JointStore store) {
    long bytes = 0;
    for (List<NewEntry> entries : bySegment.values()) {
      for (NewEntry entry : entries) {
        if (entry.value().length > store.maxValueBytes()) {
          return CompletableFuture.failedFuture(tooLarge(entry, store.maxValueBytes()));
        }
        bytes += Operation.OVERHEAD_BYTES + entry.value().length;
      }
    }
    return calls.holding(
        bytes, () -> new LedStep(bySegment, store, settings, calls, executor).run());
  }

  private static KvCacheException tooLarge(NewEntry entry, int most) {
    return new KvCacheException(
        Reason.TOO_LARGE,
        "a value of "
            + entry.value().length
            + " bytes does not fit into the store of cache namespace "
            + entry.key().namespace()
            + ", which takes "
            + most);
  }
}
