package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Writes what is in memory to the cold tier, hottest first, and then notes what was hot. In steps,
 * so that the segment serves in between; what changes meanwhile is written as it is when its turn
 * comes. What stands on disk already is not written again. Belongs to the segment's one writer.
 */
final class Checkpoint {

  /** Bytes in memory that one step goes through: a millisecond or two. */
  private static final long STEP = 32 * 1024;

  private final CacheSegment segment;
  private final NamespaceTiers wishes;
  private final StoredForms forms;
  private final Tiers tiers;
  private final WarmTier warm;
  private final ColdTier cold;
  private final List<Hottest.Hot<CacheKey>> hot = new ArrayList<>();
  private final List<CacheKey> all = new ArrayList<>();
  private int next;

  Checkpoint(
      CacheSegment segment,
      NamespaceTiers wishes,
      StoredForms forms,
      Tiers tiers,
      WarmTier warm,
      ColdTier cold,
      long now) {
    this.segment = segment;
    this.wishes = wishes;
    this.forms = forms;
    this.tiers = tiers;
    this.warm = warm;
    this.cold = cold;
    segment
        .listing()
        .forEach(now, entry -> hot.add(new Hottest.Hot<>(entry.key(), entry.pinned())));
    Collections.reverse(hot);
    hot.forEach(each -> all.add(each.what()));
    int warmFrom = all.size();
    warm.forEachKey(now, all::add);
    Collections.reverse(all.subList(warmFrom, all.size()));
  }

  /**
   * @return whether there is more to do
   */
  boolean step(long now) {
    long done = 0;
    while (next < all.size() && done < STEP) {
      done += write(all.get(next++), now);
    }
    if (next < all.size()) {
      return true;
    }
    cold.note(hot);
    return false;
  }

  /**
   * @return about how many bytes that was the work of
   */
  private long write(CacheKey key, long now) {
    if (wishes.of(key.namespace()).lowest() != Lowest.COLD) {
      return 0;
    }
    Optional<CacheEntry> inMemory = segment.inMemory(key, now);
    if (inMemory.isPresent()) {
      CacheEntry entry = inMemory.get();
      if (cold.holdsUntil(key, entry.expiresAt())) {
        return LOOKED_UP;
      }
      cold.write(tiers.wrap(forms.store(entry)));
      return entry.weight();
    }
    Optional<SealedEntry> wrapped = warm.find(key);
    wrapped.ifPresent(cold::write);
    return wrapped.isPresent() ? wrapped.get().entry().form().length : 0;
  }

  /** What looking at an entry costs, in bytes that could be compressed meanwhile. */
  private static final long LOOKED_UP = 32;
}
