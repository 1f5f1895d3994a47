package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps entries readable that somebody was told are there. A leased entry that loses its place in
 * the segment's memory waits here until its lease ends, and then goes where evicted entries go. Its
 * own end, a removal and another value are not held up by a lease. Not thread-safe: belongs to the
 * segment's one writer. Times are milliseconds since the epoch.
 */
public final class ExistsLeases implements Residency {

  private final Residency below;
  private final int maxKeys;
  private final long maxBytes;

  /** Key to when its lease ends. */
  private final Map<CacheKey, Long> ends = new HashMap<>();

  private final Map<CacheKey, CacheEntry> kept = new HashMap<>();
  private long keptBytes;

  /**
   * @param below where evicted entries go that nobody was promised
   * @param maxKeys how many leases run at a time at most; to further keys nothing is promised
   * @param maxBytes how much evicted entries weigh together at most; what is more goes like any
   *     other
   */
  public ExistsLeases(Residency below, int maxKeys, long maxBytes) {
    this.below = below;
    this.maxKeys = maxKeys;
    this.maxBytes = maxBytes;
  }

  /**
   * Somebody was told that this key is there.
   *
   * @return false if nothing is promised: there are too many leases already
   */
  public boolean grant(CacheKey key, long until) {
    if (!ends.containsKey(key) && ends.size() >= maxKeys) {
      return false;
    }
    ends.merge(key, until, Math::max);
    return true;
  }

  /** Ends every lease whose time is over. */
  public void end(long now) {
    if (ends.isEmpty()) {
      return;
    }
    List<CacheKey> over = new ArrayList<>();
    ends.forEach(
        (key, until) -> {
          if (now >= until) {
            over.add(key);
          }
        });
    for (CacheKey key : over) {
      ends.remove(key);
      CacheEntry entry = take(key);
      if (entry != null && !entry.expired(now)) {
        below.demote(entry);
      }
    }
  }

  @Override
  public void demote(CacheEntry entry) {
    if (ends.containsKey(entry.key()) && keptBytes + entry.weight() <= maxBytes) {
      kept.put(entry.key(), entry);
      keptBytes += entry.weight();
    } else {
      below.demote(entry);
    }
  }

  @Override
  public Optional<CacheEntry> promote(CacheKey key, boolean lookup, long now) {
    CacheEntry entry = kept.isEmpty() ? null : take(key);
    if (entry == null) {
      return below.promote(key, lookup, now);
    }
    return entry.expired(now) ? Optional.empty() : Optional.of(entry);
  }

  @Override
  public boolean forget(CacheKey key) {
    boolean here = !kept.isEmpty() && take(key) != null;
    return below.forget(key) || here;
  }

  @Override
  public void forEach(long now, Consumer<LowerEntry> action) {
    kept.forEach(
        (key, entry) -> {
          if (!entry.expired(now)) {
            action.accept(
                new LowerEntry(
                    key,
                    TierTally.HOT,
                    entry.weight(),
                    OptionalLong.of(entry.cost()),
                    entry.expiresAt(),
                    entry.absent()));
          }
        });
    below.forEach(
        now,
        entry -> {
          if (!kept.containsKey(entry.key())) {
            action.accept(entry);
          }
        });
  }

  @Override
  public List<TierTally> tally() {
    return below.tally();
  }

  /** What evicted entries that are still promised weigh, in bytes. */
  public long keptBytes() {
    return keptBytes;
  }

  private CacheEntry take(CacheKey key) {
    CacheEntry entry = kept.remove(key);
    if (entry != null) {
      keptBytes -= entry.weight();
    }
    return entry;
  }
}
