package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Pinning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded map with one writer: not thread-safe. The weights of all entries and what the policy
 * takes up itself together never exceed the bound, nor those of a tenant its quota, not even
 * between two statements of a put. All times are milliseconds since the epoch and are passed in; a
 * clock that goes back only makes entries live longer.
 */
public final class CacheSegment {

  private static final Logger LOG = LoggerFactory.getLogger(CacheSegment.class);
  private static final byte[] NOTHING = new byte[0];

  private final double ttlJitter;
  private final Codecs codecs;
  private final Residency residency;
  private final RandomGenerator random;
  private final long seed;
  private final Contents contents;
  private final ChainLinks chains;
  private final SegmentListing listing;
  private long memoryHits;
  private long promotions;
  private long unreadable;

  /** A segment whose tenants have no quotas, and which keeps all values in one way. */
  public CacheSegment(
      long maxBytes,
      double ttlJitter,
      EvictionPolicy policy,
      Codec codec,
      Residency residency,
      RandomGenerator random) {
    this(Bounds.of(maxBytes), ttlJitter, policy, namespace -> codec, residency, random);
  }

  /**
   * @param ttlJitter 0 to 1: how much of a TTL may be cut off at random, so that entries written
   *     together do not expire together
   * @param codecs how the values of each namespace are kept
   */
  public CacheSegment(
      Bounds bounds,
      double ttlJitter,
      EvictionPolicy policy,
      Codecs codecs,
      Residency residency,
      RandomGenerator random) {
    this.ttlJitter = ttlJitter;
    this.codecs = codecs;
    this.residency = residency;
    this.random = random;
    this.seed = random.nextLong();
    this.contents = new Contents(bounds, policy, residency, random.nextLong());
    this.chains = new ChainLinks(contents, this::hash);
    this.listing = new SegmentListing(contents, residency, this::hash);
  }

  /** From now on told of everything that happens here. */
  public void listen(SegmentListener listener) {
    contents.listen(listener);
  }

  /** Looks a key up and counts the hit or miss. A stale value is none. */
  public Optional<CachedValue> get(CacheKey key, long now) {
    long before = promotions;
    CacheEntry entry = live(key, now);
    return answer(key, entry == null || entry.stale(now) ? null : entry, promotions > before, now);
  }

  /** Like {@link #get}, for who takes a stale value, too, and sees to it that it is loaded anew. */
  public Optional<CachedValue> getStale(CacheKey key, long now) {
    long before = promotions;
    CacheEntry entry = live(key, now);
    return answer(key, entry, promotions > before, now);
  }

  private Optional<CachedValue> answer(CacheKey key, CacheEntry entry, boolean promoted, long now) {
    Optional<CachedValue> found = entry == null ? Optional.empty() : read(entry, now);
    Counters total = contents.total;
    if (found.isEmpty()) {
      contents.missed(key, now);
      total.misses++;
      contents.tenants.scope(key).tenant.counters.misses++;
      return Optional.empty();
    }
    contents.hit(entry, now);
    // A promoted entry may have found no place here; then the policy does not know it.
    if (!promoted || contents.entries.find(key, entry.hash()) == entry) {
      contents.touched(entry);
    }
    entry.read(now);
    Counters tenant = Contents.counters(entry);
    boolean stale = entry.stale(now);
    memoryHits += promoted ? 0 : 1;
    total.hits++;
    tenant.hits++;
    total.staleHits += stale ? 1 : 0;
    tenant.staleHits += stale ? 1 : 0;
    total.savedMillis += entry.cost();
    tenant.savedMillis += entry.cost();
    return found;
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
      remove(entry.key());
      return Optional.empty();
    }
  }

  /**
   * Counts what copies of the entry answered elsewhere. For the policy it is one use, however many
   * there were: it knows how often an entry is asked for here.
   */
  public void hitElsewhere(CacheKey key, long hits, long now) {
    CacheEntry entry = contents.entries.find(key, hash(key));
    if (entry != null) {
      contents.touched(entry);
      entry.read(now);
      contents.hitElsewhere(entry, hits, now);
    }
  }

  /**
   * Stores a value, evicting as many others as it takes. An older value under the same key is gone
   * in any case.
   *
   * @return false if it was not stored: it is larger than the segment or its tenant's quota, or the
   *     policy finds it not worth its room
   */
  public boolean put(CacheKey key, byte[] value, Duration ttl, long cost, long now) {
    return put(key, value, lifetime(ttl, now), cost, now);
  }

  /**
   * Like the other, and for {@code stale} after its TTL {@link #getStale} still gives the value.
   */
  public boolean put(
      CacheKey key, byte[] value, Duration ttl, Duration stale, long cost, long now) {
    return put(key, value, lifetime(ttl, now).plusStale(stale), cost, now);
  }

  /**
   * Like the other, as a block after another entry where that is here, and alone where it is not.
   *
   * @param after the last part of the other's key, in the same namespace
   */
  public boolean put(
      CacheKey key,
      byte[] value,
      Duration ttl,
      Duration stale,
      long cost,
      Optional<String> after,
      long now) {
    Lifetime lifetime = lifetime(ttl, now).plusStale(stale);
    Optional<CacheEntry> before =
        after.map(name -> live(new CacheKey(key.tenant(), key.namespace(), name), now));
    return before.isPresent()
        ? put(key, value, lifetime, cost, before.get(), now)
        : put(key, value, lifetime, cost, now);
  }

  /**
   * Stores a block that is of no use without its parent, the block before it in a chain: while both
   * are here, an adaptive policy does not evict the parent. Wherever the block goes and comes back
   * from, it is told again what it follows, if that is here.
   *
   * @param parent of the same tenant's namespace
   * @return false if it was not stored, also because the parent is not here
   */
  public boolean putAfter(
      CacheKey parent, CacheKey key, byte[] value, Duration ttl, long cost, long now) {
    if (!parent.namespace().equals(key.namespace()) || !parent.tenant().equals(key.tenant())) {
      throw new IllegalArgumentException("a chain lies in one namespace, not also in another");
    }
    CacheEntry before = live(parent, now);
    if (before == null) {
      contents.refuse(key, hash(key));
      return false;
    }
    return put(key, value, lifetime(ttl, now), cost, before, now);
  }

  /**
   * Like {@link #put}, but ends exactly at {@code expiresAt}: for callers who were promised a
   * moment and can ask how far away it is.
   *
   * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never
   */
  public boolean putUntil(CacheKey key, byte[] value, long expiresAt, long cost, long now) {
    return put(key, value, Lifetime.until(expiresAt), cost, now);
  }

  private boolean put(
      CacheKey key, byte[] value, Lifetime lifetime, long cost, CacheEntry before, long now) {
    CacheEntry entry =
        new ChainedEntry(
            contents.tenants.scope(key),
            key.key(),
            hash(key),
            codecs.of(key.namespace()).encode(value),
            false,
            cost,
            lifetime,
            before.name());
    entry.came(now);
    return contents.store(key, entry, before);
  }

  private boolean put(CacheKey key, byte[] value, Lifetime lifetime, long cost, long now) {
    return store(key, codecs.of(key.namespace()).encode(value), false, cost, lifetime, now);
  }

  /** Remembers that there is nothing under this key. */
  public boolean putAbsent(CacheKey key, Duration ttl, long cost, long now) {
    return store(key, NOTHING, true, cost, lifetime(ttl, now), now);
  }

  /**
   * Takes in an entry as it was kept elsewhere: in a checkpoint, or by the segment that owned the
   * key before. What is here already is newer and stays. It is not pinned here.
   *
   * @return whether it is here now because of this
   */
  public boolean restore(CacheEntry entry, long now) {
    CacheKey key = entry.key();
    if (entry.expired(now) || live(key, now) != null) {
      return false;
    }
    CacheEntry here = entry.in(contents.tenants.scope(key), hash(key));
    here.came(now);
    boolean stored = contents.store(key, here);
    if (stored) {
      chains.link(here);
    }
    return stored;
  }

  /** Tells the policy again what the block of this key follows, which may have come after it. */
  public void chain(CacheKey key) {
    CacheEntry entry = contents.entries.find(key, hash(key));
    if (entry != null) {
      chains.link(entry);
    }
  }

  /** From now on the entry goes only when it expires or is removed; so does what overwrites it. */
  public Pinning pin(CacheKey key, long now) {
    CacheEntry entry = live(key, now);
    return entry == null ? Pinning.NO_ENTRY : contents.pin(entry);
  }

  /**
   * The entry may be evicted again.
   *
   * @return whether it was pinned
   */
  public boolean unpin(CacheKey key, long now) {
    CacheEntry entry = live(key, now);
    boolean pinned = entry != null && entry.pinned();
    if (pinned) {
      contents.unpin(entry);
      chains.linkAround(entry);
    }
    return pinned;
  }

  /** Everything that is here, to be looked through. */
  public SegmentListing listing() {
    return listing;
  }

  /** The entry, if it is in memory and has not expired. Not a use, no hit and no miss. */
  public Optional<CacheEntry> inMemory(CacheKey key, long now) {
    return Optional.ofNullable(contents.entries.find(key, hash(key)))
        .filter(entry -> !entry.expired(now));
  }

  /** Counts as a use for the policy and for nobody else; nothing happens if it is not in memory. */
  public void touch(CacheKey key) {
    CacheEntry entry = contents.entries.find(key, hash(key));
    if (entry != null) {
      contents.touched(entry);
    }
  }

  /** When the value ends to be fresh; empty when there is none. Not a use, no hit and no miss. */
  public OptionalLong expiresAt(CacheKey key, long now) {
    CacheEntry entry = live(key, now);
    return entry == null || entry.stale(now)
        ? OptionalLong.empty()
        : OptionalLong.of(entry.lifetime().freshUntil());
  }

  /**
   * @return whether there was an entry
   */
  public boolean remove(CacheKey key) {
    return contents.remove(key, hash(key));
  }

  /**
   * Drops every expired entry. Reading drops them too; this is for those that nobody reads again.
   *
   * @return how many
   */
  public int removeExpired(long now) {
    return contents.removeExpired(now);
  }

  /**
   * Changes the policy while the segment is in use. The new one, which must know nothing yet, is
   * told of every entry, the ones that the old policy would give up first coming first, and of what
   * follows what.
   */
  public void policy(EvictionPolicy next) {
    contents.policy(next);
    contents.entries.forEach(chains::link);
    contents.shrink();
  }

  /** Bytes of all entries. */
  public long bytes() {
    return contents.total.bytes;
  }

  /** Bytes that the policy takes of the segment's bound besides the entries. */
  public long bookkeeping() {
    return contents.bookkeeping();
  }

  public Tally tally() {
    return contents.total.tally();
  }

  public Tally tally(String tenant) {
    return contents.tenants.find(tenant).map(found -> found.counters.tally()).orElse(Tally.ZERO);
  }

  /**
   * Brings an entry into memory from below it, before it is asked for. Neither a hit nor a miss,
   * nor a use.
   *
   * @return whether it was below, and is in memory now
   */
  public boolean fetch(CacheKey key, long now) {
    long hash = hash(key);
    return contents.entries.find(key, hash) == null
        && live(key, now) != null
        && contents.entries.find(key, hash) != null;
  }

  /** What each tier holds, memory first. */
  public List<TierTally> tiers() {
    Counters total = contents.total;
    List<TierTally> tiers = new ArrayList<>();
    tiers.add(
        new TierTally(
            TierTally.HOT,
            total.entries,
            total.bytes,
            0,
            memoryHits,
            total.insertions + promotions,
            0,
            unreadable,
            0));
    tiers.addAll(residency.tally());
    return tiers;
  }

  /** The entry from memory or from below it; null if there is none that has not expired. */
  private CacheEntry live(CacheKey key, long now) {
    long hash = hash(key);
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

  private boolean store(
      CacheKey key, byte[] encoded, boolean absent, long cost, Lifetime lifetime, long now) {
    Scope scope = contents.tenants.scope(key);
    CacheEntry entry = CacheEntry.of(scope, key.key(), hash(key), encoded, absent, cost, lifetime);
    entry.came(now);
    return contents.store(key, entry);
  }

  private Lifetime lifetime(Duration ttl, long now) {
    long kept = Math.round(ttl.toMillis() * (1 - ttlJitter * random.nextDouble()));
    return Lifetime.until(now + Math.max(1, kept));
  }

  private long hash(CacheKey key) {
    return KeyHash.of(key, seed);
  }
}
