package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;

/**
 * One stored entry, as policies, listeners and residencies see it. What it says of the value never
 * changes: another value under the same key is another entry. Its place in a policy's {@link
 * EntryList} does, and belongs to the segment's one writer.
 */
public sealed class CacheEntry permits ChainedEntry {

  /**
   * What an entry weighs besides its key's characters and its value: the entry, its slot in the
   * segment's table, the key's string, and both arrays' headers and padding. Measured by {@code
   * EntryFootprintTest} on JDK 17 with compressed references.
   */
  static final int OVERHEAD = 168;

  private final Scope scope;
  private final String key;
  private final byte[] encoded;
  private final long hash;
  private final long expiresAt;
  private final int cost;
  private final int weight;
  private final int staleMillis;
  private final boolean absent;

  /** Its place in an {@link EntryList}. */
  EntryList list;

  /** Its number there, or in a policy that keeps no such list. */
  int place;

  /** Its place in its tenant's {@link EvictionRing}. */
  CacheEntry older;

  CacheEntry newer;

  /** Whether it was read since the ring looked at it last. */
  boolean used;

  boolean pinned;

  /**
   * An entry that is in no segment yet.
   *
   * @param encoded what the codec made of the value
   * @param absent true when the entry remembers that there is nothing
   * @param cost what computing the value again would cost, in milliseconds; {@link
   *     Integer#MAX_VALUE}, 24 days, at most
   * @param expiresAt milliseconds since the epoch
   */
  public CacheEntry(CacheKey key, byte[] encoded, boolean absent, long cost, long expiresAt) {
    this(key, encoded, absent, cost, Lifetime.until(expiresAt));
  }

  /** Like the other, for an entry that has a stale time. */
  public CacheEntry(CacheKey key, byte[] encoded, boolean absent, long cost, Lifetime lifetime) {
    this(
        new Scope(new Tenant(key.tenant(), Bounds.of(0)), key.namespace()),
        key.key(),
        0,
        encoded,
        absent,
        cost,
        lifetime);
  }

  CacheEntry(
      Scope scope,
      String key,
      long hash,
      byte[] encoded,
      boolean absent,
      long cost,
      Lifetime lifetime) {
    this(scope, key, hash, encoded, absent, cost, lifetime, 0);
  }

  /**
   * @param more what it weighs more than others
   */
  CacheEntry(
      Scope scope,
      String key,
      long hash,
      byte[] encoded,
      boolean absent,
      long cost,
      Lifetime lifetime,
      int more) {
    this.scope = scope;
    this.key = key;
    this.hash = hash;
    this.encoded = encoded;
    this.absent = absent;
    this.cost = (int) Math.min(Integer.MAX_VALUE, cost);
    this.expiresAt = lifetime.expiresAt();
    this.staleMillis =
        (int) Math.min(Integer.MAX_VALUE, lifetime.expiresAt() - lifetime.freshUntil());
    this.weight = (int) Math.min(Integer.MAX_VALUE, more + weight(key, encoded.length));
  }

  /** The same for a segment that knows its scope and hashes with its own seed. */
  CacheEntry in(Scope scope, long hash) {
    return new CacheEntry(scope, key, hash, encoded, absent, cost, lifetime());
  }

  /** The same as a block that is of no use without another of its namespace. */
  public CacheEntry after(String parent) {
    return new ChainedEntry(scope, key, hash, encoded, absent, cost, lifetime(), parent);
  }

  /** The key of the block without which this is of no use, in the same namespace. */
  public Optional<String> parent() {
    return Optional.empty();
  }

  /** What an entry would weigh, in bytes. */
  public static long weight(CacheKey key, int encodedBytes) {
    return weight(key.key(), encodedBytes);
  }

  private static long weight(String key, int encodedBytes) {
    return (long) OVERHEAD + key.length() + encodedBytes;
  }

  /** Made anew on each call: the entry itself keeps only what it does not share with others. */
  public CacheKey key() {
    return new CacheKey(scope.tenant.name, scope.namespace, key);
  }

  public byte[] encoded() {
    return encoded;
  }

  public boolean absent() {
    return absent;
  }

  /** Milliseconds. */
  public long cost() {
    return cost;
  }

  /** Milliseconds since the epoch; {@link Long#MAX_VALUE} is never. */
  public long expiresAt() {
    return expiresAt;
  }

  /** The entry's end and how long before it has been stale; 24 days of stale time at most. */
  public Lifetime lifetime() {
    return new Lifetime(expiresAt - staleMillis, expiresAt);
  }

  /** Whether it may not be evicted. */
  public boolean pinned() {
    return pinned;
  }

  /**
   * Bytes on the heap. A key that is not Latin-1 takes a byte more a character than this says;
   * names of tenant and namespace are shared and not counted.
   */
  public long weight() {
    return weight;
  }

  /** 64 bits that stand for the key among those of one segment; 0 while it is in none. */
  public long hash() {
    return hash;
  }

  /** The list that it is in now. */
  public Optional<EntryList> list() {
    return Optional.ofNullable(list);
  }

  /** Whether it is in this list now. */
  public boolean isIn(EntryList other) {
    return list == other;
  }

  /** The number that its policy knows it by. */
  public int place() {
    return place;
  }

  /** For its policy alone. */
  public void place(int number) {
    place = number;
  }

  boolean expired(long now) {
    return now >= expiresAt;
  }

  boolean stale(long now) {
    return now >= expiresAt - staleMillis;
  }

  boolean is(CacheKey other, long otherHash) {
    return hash == otherHash && key.equals(other.key()) && scope.holds(other);
  }

  /** The key's last part. */
  String name() {
    return key;
  }

  Scope scope() {
    return scope;
  }

  @Override
  public String toString() {
    return "CacheEntry[" + key() + ", " + weight + " bytes]";
  }
}
