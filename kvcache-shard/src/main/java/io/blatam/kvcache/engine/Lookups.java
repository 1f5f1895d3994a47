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
  private final ChainLinks chains;
  private final Residency residency;
  private final Codecs codecs;
  private final long seed;
  private LookupSample sample = LookupSample.NONE;

  /** Hits of what was not in this memory. */
  private long otherHits;

  private long promotions;
  private long unreadable;

  /**
   * @param seed of the keys' hashes
   */
  Lookups(Contents contents, ChainLinks chains, Residency residency, Codecs codecs, long seed) {
    this.contents = contents;
    this.chains = chains;
    this.residency = residency;
    this.codecs = codecs;
    this.seed = seed;
  }

  void sample(LookupSample chosen) {
    this.sample = chosen;
  }

  Optional<CachedValue> get(CacheKey key, long now) {
    long hash = hash(key);
    long before = promotions;
    CacheEntry entry = live(key, hash, now);
    CacheEntry fresh = entry == null || entry.stale(now) ? null : entry;
    return answer(key, hash, fresh, promotions > before, now);
  }

  Optional<CachedValue> getStale(CacheKey key, long now) {
    long hash = hash(key);
    long before = promotions;
    CacheEntry entry = live(key, hash, now);
    return answer(key, hash, entry, promotions > before, now);
  }

  private Optional<CachedValue> answer(
      CacheKey key, long hash, CacheEntry entry, boolean promoted, long now) {
    Optional<CachedValue> found = entry == null ? Optional.empty() : read(entry, now);
    if (found.isEmpty()) {
      missed(key, hash, now);
      return Optional.empty();
    }
    // A promoted entry may have found no place here; then the policy does not know it.
    if (!promoted || contents.entries.find(key, hash) == entry) {
      contents.touched(entry);
    }
    entry.read(now);
    if (promoted) {
      otherHits++;
    }
    contents.ledger.hit(entry, entry.stale(now));
    sample.hit(key, hash, entry, now);
    return found;
  }

  private void missed(CacheKey key, long hash, long now) {
    Scope scope = contents.tenants.scope(key);
    contents.ledger.missed(scope);
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
      contents.remove(entry.key(), entry.hash());
      return Optional.empty();
    }
  }

  void hitElsewhere(CacheKey key, long hits, long now) {
    CacheEntry entry = contents.entries.find(key, hash(key));
    if (entry != null) {
      contents.touched(entry);
      entry.read(now);
      otherHits += hits;
      contents.ledger.hitElsewhere(entry, hits, now);
    }
  }

  boolean fetch(CacheKey key, long now) {
    long hash = hash(key);
    return contents.entries.find(key, hash) == null
        && live(key, hash, now) != null
        && contents.entries.find(key, hash) != null;
  }

  /** The entry from memory or from below it; null if there is none that has not expired. */
  CacheEntry live(CacheKey key, long now) {
    return live(key, hash(key), now);
  }

  private CacheEntry live(CacheKey key, long hash, long now) {
    CacheEntry entry = contents.entries.find(key, hash);
    if (entry == null) {
      Optional<CacheEntry> below = residency.promote(key, now);
      return below.isPresent() ? promoted(key, hash, below.get(), now) : null;
    }
    if (entry.expired(now)) {
      contents.expire(entry);
      return null;
    }
    return entry;
  }

  /** Gives back the entry whether there is room for it here or not. */
  private CacheEntry promoted(CacheKey key, long hash, CacheEntry below, long now) {
    promotions++;
    CacheEntry entry = below.in(contents.tenants.scope(key), hash);
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
            Scope.sum(contents.tenants.scopes()).hits() - otherHits,
            total.insertions + promotions,
            0,
            unreadable,
            0));
    tiers.addAll(residency.tally());
    return tiers;
  }

  private long hash(CacheKey key) {
    return KeyHash.of(key, seed);
  }
}
