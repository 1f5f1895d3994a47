package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a segment finds entries: in memory, or below it, from where they come up. Counts hits and
 * misses, and tells the policy what was used. Belongs to the segment's one writer.
 */
final class Lookups {

  private static final Logger LOG = LoggerFactory.getLogger(CacheSegment.class);
  private static final byte[] NOTHING = new byte[0];

  private final Contents contents;
  private final EntryTable entries;
  private final Tenants tenants;
  private final ChainLinks chains;
  private final Residency residency;
  private final Codecs codecs;
  private LookupSample sample = LookupSample.NONE;

  /** Hits of what was not in this memory. */
  private long otherHits;

  private long promotions;
  private long unreadable;

  Lookups(Contents contents, ChainLinks chains, Residency residency, Codecs codecs) {
    this.contents = contents;
    this.entries = contents.entries;
    this.tenants = contents.tenants;
    this.chains = chains;
    this.residency = residency;
    this.codecs = codecs;
  }

  void sample(LookupSample chosen) {
    this.sample = chosen;
  }

  Optional<CachedValue> get(CacheKey key, long now) {
    return get(key, false, now);
  }

  Optional<CachedValue> getStale(CacheKey key, long now) {
    return get(key, true, now);
  }

  private Optional<CachedValue> get(CacheKey key, boolean staleToo, long now) {
    Scope scope = tenants.scope(key);
    long hash = scope.hash(key.key());
    CacheEntry here = entries.find(scope, key.key(), hash);
    CacheEntry entry = here == null ? below(key, true, now) : unlessExpired(here, now);
    if (entry == null || !staleToo && entry.stale(now)) {
      missed(key, hash, scope, now);
      return Optional.empty();
    }
    Optional<CachedValue> value = read(entry, now);
    if (value.isEmpty()) {
      missed(key, hash, scope, now);
      return value;
    }
    boolean promoted = here == null;
    // A promoted entry may have found no place here; then the policy does not know it.
    if (!promoted || entries.holds(entry)) {
      contents.touched(entry);
    }
    entry.read(now);
    if (promoted) {
      otherHits++;
    }
    contents.ledger.hit(entry, entry.stale(now));
    sample.hit(key, hash, entry, now);
    return value;
  }

  /** For who does not use it: nothing is counted, nor is the policy told. */
  Optional<CachedValue> look(CacheKey key, long now) {
    CacheEntry entry = live(key, now);
    return entry == null || entry.absent() || entry.stale(now)
        ? Optional.empty()
        : read(entry, now);
  }

  private void missed(CacheKey key, long hash, Scope scope, long now) {
    scope.missed();
    sample.missed(key, hash, scope, now);
  }

  /** The entry's value; an entry that can not be read is gone. */
  private Optional<CachedValue> read(CacheEntry entry, long now) {
    boolean stale = entry.stale(now);
    if (entry.absent()) {
      return Optional.of(new CachedValue(NOTHING, true, entry.cost(), stale));
    }
    try {
      byte[] value = codecs.of(entry.scope().namespace).decode(entry.encoded());
      return Optional.of(new CachedValue(value, false, entry.cost(), stale));
    } catch (UnreadableValueException e) {
      LOG.warn("a value of namespace {} is lost: {}", entry.scope().namespace, e.getMessage());
      unreadable++;
      contents.remove(entry.key());
      return Optional.empty();
    }
  }

  void hitElsewhere(CacheKey key, long hits, long now) {
    CacheEntry entry = contents.find(key);
    if (entry != null) {
      contents.touched(entry);
      entry.read(now);
      otherHits += hits;
      contents.ledger.hitElsewhere(entry, hits, now);
    }
  }

  boolean fetch(CacheKey key, long now) {
    return contents.find(key) == null && live(key, now) != null && contents.find(key) != null;
  }

  /** The entry from memory or from below it; null if there is none that has not expired. */
  CacheEntry live(CacheKey key, long now) {
    CacheEntry here = contents.find(key);
    return here == null ? below(key, false, now) : unlessExpired(here, now);
  }

  private CacheEntry unlessExpired(CacheEntry here, long now) {
    if (here.expired(now)) {
      contents.expire(here);
      return null;
    }
    return here;
  }

  /**
   * @param lookup whether somebody looks it up, and not only whether it is there
   */
  private CacheEntry below(CacheKey key, boolean lookup, long now) {
    Optional<CacheEntry> below = residency.promote(key, lookup, now);
    return below.isPresent() ? promoted(key, below.get(), now) : null;
  }

  /** Gives back the entry whether there is room for it here or not. */
  private CacheEntry promoted(CacheKey key, CacheEntry below, long now) {
    promotions++;
    Scope scope = tenants.scope(key);
    CacheEntry entry = below.in(scope, scope.hash(key.key()));
    entry.came(now);
    if (contents.admit(key, entry)) {
      chains.link(entry);
    } else {
      residency.demote(entry);
    }
    return entry;
  }

  List<TierTally> tiers() {
    Counters total = contents.ledger.total;
    List<TierTally> tiers = new ArrayList<>();
    tiers.add(
        new TierTally(
            TierTally.HOT,
            total.entries,
            total.bytes,
            0,
            Scope.sum(tenants.scopes()).hits() - otherHits,
            total.insertions + promotions,
            0,
            unreadable,
            0));
    tiers.addAll(residency.tally());
    return tiers;
  }
}
