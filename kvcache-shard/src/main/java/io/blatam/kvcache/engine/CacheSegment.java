package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Pinning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A bounded map with one writer: not thread-safe. The weights of all entries and what the policy
 * takes up itself together never exceed the bound, nor those of a tenant its quota, not even
 * between two statements of a put. All times are milliseconds since the epoch and are passed in; a
 * clock that goes back only makes entries live longer.
 */
public final class CacheSegment {

  /** How deep {@link #glance} goes until a lookup has found the key, and until it has the value. */
  public static final int GLANCES = 3;

  public static final int GLANCES_AT_VALUE = 4;

  private final Contents contents;
  private final ChainLinks chains;
  private final Lookups lookups;
  private final NewEntries newEntries;
  private final SegmentListing listing;

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
    this.contents = new Contents(bounds, policy, residency, random);
    this.chains = new ChainLinks(contents);
    this.lookups = new Lookups(contents, chains, residency, codecs);
    this.newEntries = new NewEntries(contents.tenants, codecs, ttlJitter, random);
    this.listing = new SegmentListing(contents, residency);
  }

  /** From now on told of everything that happens here. */
  public void listen(SegmentListener listener) {
    contents.tenants.scopes().forEach(listener::scoped);
    contents.ledger.listen(listener);
  }

  /** From now on what is looked up here is sampled so, and in no other way. */
  public void sample(LookupSample sample) {
    lookups.sample(sample);
  }

  /** From now on no lookup is sampled. */
  public void sampleNothing() {
    lookups.sample(LookupSample.NONE);
  }

  /** Looks a key up and counts the hit or miss. A stale value is none. */
  public Optional<CachedValue> get(CacheKey key, long now) {
    return lookups.get(key, now);
  }

  /** Like {@link #get}, for who takes a stale value, too, and sees to it that it is loaded anew. */
  public Optional<CachedValue> getStale(CacheKey key, long now) {
    return lookups.getStale(key, now);
  }

  /** The value, where it is fresh. Not a use, no hit and no miss. */
  public Optional<CachedValue> look(CacheKey key, long now) {
    return lookups.look(key, now);
  }

  /**
   * Counts what copies of the entry answered elsewhere. For the policy it is one use, however many
   * there were: it knows how often an entry is asked for here.
   */
  public void hitElsewhere(CacheKey key, long hits, long now) {
    lookups.hitElsewhere(key, hits, now);
  }

  /**
   * Stores a value, evicting as many others as it takes. An older value under the same key is gone
   * in any case.
   *
   * @return false if it was not stored: it is larger than the segment or its tenant's quota, or the
   *     policy finds it not worth its room
   */
  public boolean put(CacheKey key, byte[] value, Duration ttl, long cost, long now) {
    return put(key, value, newEntries.lifetime(ttl, now), cost, now);
  }

  /**
   * Like the other, and for {@code stale} after its TTL {@link #getStale} still gives the value.
   */
  public boolean put(
      CacheKey key, byte[] value, Duration ttl, Duration stale, long cost, long now) {
    return put(key, value, newEntries.lifetime(ttl, now).plusStale(stale.toMillis()), cost, now);
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
    Lifetime lifetime = newEntries.lifetime(ttl, now).plusStale(stale.toMillis());
    Optional<CacheEntry> before =
        after.map(name -> lookups.live(new CacheKey(key.tenant(), key.namespace(), name), now));
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
    CacheEntry before = lookups.live(parent, now);
    if (before == null) {
      contents.refuse(key);
      return false;
    }
    return put(key, value, newEntries.lifetime(ttl, now), cost, before, now);
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
    return contents.store(key, newEntries.after(before, key, value, lifetime, cost, now), before);
  }

  /** Like {@link #putUntil}, with a stale time of its own. */
  public boolean put(CacheKey key, byte[] value, Lifetime lifetime, long cost, long now) {
    return contents.store(key, newEntries.of(key, value, lifetime, cost, now));
  }

  /** Remembers that there is nothing under this key. */
  public boolean putAbsent(CacheKey key, Duration ttl, long cost, long now) {
    Lifetime lifetime = newEntries.lifetime(ttl, now);
    return contents.store(key, newEntries.absent(key, lifetime, cost, now));
  }

  /**
   * Takes in an entry as it was kept elsewhere: in a checkpoint, or by the segment that owned the
   * key before. What is here already is newer and stays. It is not pinned here.
   *
   * @return whether it is here now because of this
   */
  public boolean restore(CacheEntry entry, long now) {
    CacheKey key = entry.key();
    if (entry.expired(now) || lookups.live(key, now) != null) {
      return false;
    }
    Scope scope = contents.tenants.scope(key);
    CacheEntry here = entry.in(scope, scope.hash(key.key()));
    here.came(now);
    if (!contents.store(key, here)) {
      return false;
    }
    chains.link(here);
    return contents.entries.holds(here);
  }

  /** Tells the policy again what the block of this key follows, which may have come after it. */
  public void chain(CacheKey key) {
    CacheEntry entry = contents.find(key);
    if (entry != null) {
      chains.link(entry);
    }
  }

  /** How many bytes the key's tenant may take here. */
  public long quota(CacheKey key) {
    return contents.tenants.tenant(key).quota;
  }

  /** From now on the entry goes only when it expires or is removed; so does what overwrites it. */
  public Pinning pin(CacheKey key, long now) {
    CacheEntry entry = lookups.live(key, now);
    return entry == null ? Pinning.NO_ENTRY : contents.pin(entry);
  }

  /**
   * The entry may be evicted again.
   *
   * @return whether it was pinned
   */
  public boolean unpin(CacheKey key, long now) {
    CacheEntry entry = lookups.live(key, now);
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
    return Optional.ofNullable(contents.find(key)).filter(entry -> !entry.expired(now));
  }

  /** Counts as a use for the policy and for nobody else; nothing happens if it is not in memory. */
  public void touch(CacheKey key) {
    CacheEntry entry = contents.find(key);
    if (entry != null) {
      contents.touched(entry);
    }
  }

  /**
   * When the value ends to be fresh; empty when there is none, or none that is fresh. That somebody
   * remembers that there is nothing is no value. Not a use, no hit and no miss.
   */
  public OptionalLong expiresAt(CacheKey key, long now) {
    CacheEntry entry = lookups.live(key, now);
    return entry == null || entry.absent() || entry.stale(now)
        ? OptionalLong.empty()
        : OptionalLong.of(entry.lifetime().freshUntil());
  }

  /**
   * @return whether there was an entry
   */
  public boolean remove(CacheKey key) {
    return contents.remove(key);
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
    chains.linkAll();
    contents.shrink();
  }

  /** Bytes of all entries. */
  public long bytes() {
    return contents.ledger.total.bytes;
  }

  /** Bytes that the policy takes of the segment's bound besides the entries. */
  public long bookkeeping() {
    return contents.bookkeeping();
  }

  public Tally tally() {
    return Scope.sum(contents.tenants.scopes()).plus(tallyOfContents());
  }

  /** The same but for lookups: it takes as long however many namespaces there are. */
  public Tally tallyOfContents() {
    return contents.ledger.total.tally();
  }

  public Tally tally(String tenant) {
    return contents.tenants.find(tenant).map(Tenant::tally).orElse(Tally.ZERO);
  }

  /** How many keys of a tenant's namespace are in memory: known without looking at any. */
  public KeyCount keys(String tenant, String namespace) {
    return contents
        .tenants
        .find(tenant)
        .flatMap(each -> each.find(namespace))
        .map(Scope::keyCount)
        .orElse(KeyCount.NONE);
  }

  /**
   * Brings an entry into memory from below it, before it is asked for. Neither a hit nor a miss,
   * nor a use.
   *
   * @return whether it was below, and is in memory now
   */
  public boolean fetch(CacheKey key, long now) {
    return lookups.fetch(key, now);
  }

  /** What each tier holds, memory first. */
  public List<TierTally> tiers() {
    return lookups.tiers();
  }

  /** What stands for the key in this segment. */
  public long hash(CacheKey key) {
    return contents.tenants.hash(key);
  }

  /**
   * Reads what a lookup of the key with this hash is going to read. For whoever has many to look
   * up, one depth after the other; also without the right to be the writer.
   *
   * @param depth 0 to {@link #GLANCES_AT_VALUE}, exclusively
   * @return nothing to go by
   */
  public int glance(long hash, int depth) {
    return contents.entries.glance(hash, depth);
  }
}
