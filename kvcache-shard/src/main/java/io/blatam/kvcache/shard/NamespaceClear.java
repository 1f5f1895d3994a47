package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.shard.KeyWork.Decision;
import io.blatam.kvcache.writes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Removes everything that a segment has of a tenant's namespace, from its store as well: first what
 * is in memory, then the store's keys a page at a time. Every key is removed in its turn, so a
 * write that comes meanwhile is either removed or stays, as if it had come before or after.
 */
final class NamespaceClear {

  private static final int PAGE = 256;

  private final NamespaceStore store;
  private final String tenant;
  private final Predicate<CacheKey> mine;
  private final Consumer<Long> answer;
  private final Consumer<KvCacheException> refusal;
  private final List<KvCacheException> failures = new ArrayList<>();
  private long removed;
  private int pending;

  /**
   * @param mine whether a key is one of this segment's
   * @param answer given how many keys were removed
   */
  NamespaceClear(
      NamespaceStore store,
      String tenant,
      Predicate<CacheKey> mine,
      Consumer<Long> answer,
      Consumer<KvCacheException> refusal) {
    this.store = store;
    this.tenant = tenant;
    this.mine = mine;
    this.answer = answer;
    this.refusal = refusal;
  }

  /**
   * @param inMemory keys that the store may not have
   */
  void start(List<CacheKey> inMemory, long now) {
    remove(inMemory, () -> page(Optional.empty()), now);
  }

  private void page(Optional<CacheKey> after) {
    store.keys(tenant, after, PAGE, this::removePage, refusal);
  }

  private void removePage(List<CacheKey> keys, long now) {
    Runnable next =
        keys.size() < PAGE
            ? () -> answer.accept(removed)
            : () -> page(Optional.of(keys.get(keys.size() - 1)));
    remove(keys.stream().filter(mine).toList(), next, now);
  }

  private void remove(List<CacheKey> keys, Runnable next, long now) {
    if (keys.isEmpty()) {
      next.run();
      return;
    }
    pending = keys.size();
    for (CacheKey key : keys) {
      store
          .writer()
          .submit(
              new KeyWork<>(
                  key,
                  KeyWork.Kind.WRITES,
                  0,
                  (entry, at) -> Decision.change(new Change.Delete(), true),
                  done -> {
                    removed++;
                    ended(next);
                  },
                  (why, at) -> {
                    failures.add(why);
                    ended(next);
                  }),
              now);
    }
  }

  private void ended(Runnable next) {
    pending--;
    if (pending == 0) {
      if (failures.isEmpty()) {
        next.run();
      } else {
        refusal.accept(failures.get(0));
      }
    }
  }
}
