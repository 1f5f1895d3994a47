package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.store.Version;
import io.blatam.kvcache.writes.Hold;
import java.util.List;
import java.util.function.Consumer;

/**
 * The segment's part in steps over several segments, each of which somebody else leads. Belongs to
 * the segment's one writer.
 */
final class StepOperations {

  private final SegmentStores stores;
  private final Consumer<CacheKey> changed;

  /**
   * @param changed told of every key before it may change
   */
  StepOperations(SegmentStores stores, Consumer<CacheKey> changed) {
    this.stores = stores;
    this.changed = changed;
  }

  void hold(Operation.Hold hold, Consumer<Answer> reply, long now) {
    if (!stores.backed(hold.namespace()) || !stores.of(hold.namespace()).savesTogether()) {
      reply.accept(
          StoredOperations.refused(
              hold.id(),
              new KvCacheException(
                  Reason.UNAVAILABLE,
                  "cache namespace "
                      + hold.namespace()
                      + " has no store here that saves keys of several segments together")));
      return;
    }
    List<CacheKey> keys =
        hold.keys().stream()
            .map(key -> new CacheKey(hold.tenant(), hold.namespace(), key))
            .toList();
    stores
        .writer(hold.namespace())
        .hold(new Hold(hold.step(), keys, answer(hold.id(), keys, reply)), now);
  }

  private Hold.Answer answer(long id, List<CacheKey> keys, Consumer<Answer> reply) {
    return new Hold.Answer() {
      @Override
      public void kept(Version version) {
        keys.forEach(changed);
        reply.accept(new Answer.Held(id, version));
      }

      @Override
      public void taken() {
        reply.accept(new Answer.Done(id, false));
      }

      @Override
      public void refused(KvCacheException why) {
        reply.accept(StoredOperations.refused(id, why));
      }

      /** Who takes stale values may have been told meanwhile to load newer ones. */
      @Override
      public void over() {
        keys.forEach(changed);
      }
    };
  }

  void release(Operation.Release release, Consumer<Answer> reply, long now) {
    if (stores.backed(release.namespace())) {
      stores.writer(release.namespace()).release(release.step(), release.end(), now);
    }
    reply.accept(new Answer.Done(release.id(), true));
  }
}
