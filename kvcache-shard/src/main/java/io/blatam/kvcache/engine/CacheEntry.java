package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;

/**
 * One stored entry, as policies, listeners and residencies see it. What it says of the value never
 * changes: another value under the same key is another entry. Its place in a policy's {@link
 * EntryList} does, and belongs to the segment's one writer.
 */
public sealed class CacheEntry permits ChainedEntry, StaleEntry {

  /**
   * What an entry weighs besides its key's characters and its value: the entry, its slot in the
   * segment's table, the key's string, and both arrays' headers and padding. Measured by {@code
   * EntryFootprintTest} on JDK 17 with compressed references.
   */
  static final int OVERHEAD = 168;

  /** Flags, in the bits of {@link #state} that the seconds leave free. */
  private static final int FLAG_BITS = Integer.SIZE - EntrySeconds.BITS;

  private static final int FLAGS = (1 << FLAG_BITS) - 1;
  private static final int ABSENT = 1;
  private static final int PINNED = 2;

  /** It was read since its tenant's {@link EvictionRing} looked at it last. */
  private static final int USED = 4;

  private static final int LINE_BYTES = 64;

  /**
   * No more of a value is read ahead: of 16 values, which are read ahead together, this is as much
   * as a processor's first-level cache holds.
   */
  private static final int GLANCED_BYTES = 2048;

  private final Scope scope;
  private final String key;
  private final byte[] encoded;
  private final long hash;
  private final long expiresAt;
  private final int cost;
  private final int weight;

  /** The flags, and above them, in {@link EntrySeconds}, when it came into this memory. */
  private int state;

  /** When it was last read here, or else came, in {@link EntrySeconds}. */
  private int readAt;

  /** Its place in an {@link EntryList}. */
  EntryList list;

  /** Its number there, or in a policy that keeps no such list. */
  int place;

  /** Its place in its tenant's {@link EvictionRing}. */
  CacheEntry older;

  CacheEntry newer;

  /**
   * An entry that is in no segment yet.
   *
   * @param encoded what the codec made of the value
   * @param absent true when the entry remembers that there is nothing
   * @param cost what computing the value again would cost, in milliseconds; {@link
   *     Integer#MAX_VALUE}, 24 days, at most
   */
  public static CacheEntry of(
      CacheKey key, byte[] encoded, boolean absent, long cost, Lifetime lifetime) {
    Scope scope = new Scope(new Tenant(key.tenant(), Bounds.of(0)), key.namespace(), 0, 0);
    return of(scope, key.key(), 0, encoded, absent, cost, lifetime);
  }

  static CacheEntry of(
      Scope scope,
      String key,
      long hash,
      byte[] encoded,
      boolean absent,
      long cost,
      Lifetime lifetime) {
    return lifetime.freshUntil() < lifetime.expiresAt()
        ? new StaleEntry(scope, key, hash, encoded, absent, cost, lifetime)
        : new CacheEntry(scope, key, hash, encoded, absent, cost, lifetime, 0);
  }

  /**
   * @param more bytes that an entry of this kind takes beside those of a plain one
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
    this.state = absent ? ABSENT : 0;
    this.cost = (int) Math.min(Integer.MAX_VALUE, cost);
    this.expiresAt = lifetime.expiresAt();
    this.weight = (int) Math.min(Integer.MAX_VALUE, more + weight(key, encoded.length));
  }

  /** The same for a segment that knows its scope and hashes with its own seed. */
  CacheEntry in(Scope scope, long hash) {
    return of(scope, key, hash, encoded, absent(), cost, lifetime());
  }

  /** The same as a block that is of no use without another of its namespace. */
  public CacheEntry after(String parent) {
    return new ChainedEntry(scope, key, hash, encoded, absent(), cost, lifetime(), parent);
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

  /** The key's tenant; the same string for all entries of a segment's tenant. */
  public String tenant() {
    return scope.tenant.name;
  }

  /** The key's namespace; the same string for all entries of a segment's tenant in it. */
  public String namespace() {
    return scope.namespace;
  }

  public byte[] encoded() {
    return encoded;
  }

  public boolean absent() {
    return is(ABSENT);
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
    return new Lifetime(expiresAt - staleMillis(), expiresAt);
  }

  /** Whether it may not be evicted. */
  public boolean pinned() {
    return is(PINNED);
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
    return now >= expiresAt - staleMillis();
  }

  /** How long before its end it has been stale. */
  int staleMillis() {
    return 0;
  }

  static int staleMillis(Lifetime lifetime) {
    return (int) (lifetime.expiresAt() - lifetime.freshUntil());
  }

  /** It is in this segment's memory from now on. */
  void came(long now) {
    readAt = EntrySeconds.of(now);
    state = readAt << FLAG_BITS | state & FLAGS;
  }

  void read(long now) {
    readAt = EntrySeconds.of(now);
  }

  /** Since when it has been in its segment's memory, in milliseconds, to the second. */
  public long since() {
    return EntrySeconds.millis(state >>> FLAG_BITS);
  }

  /** When it was last read there, or else came, in milliseconds, to the second. */
  public long readAt() {
    return EntrySeconds.millis(readAt);
  }

  private boolean is(int what) {
    return (state & what) != 0;
  }

  private void set(int what, boolean value) {
    state = value ? state | what : state & ~what;
  }

  void pinned(boolean value) {
    set(PINNED, value);
  }

  boolean used() {
    return is(USED);
  }

  void used(boolean value) {
    set(USED, value);
  }

  boolean is(Scope itsScope, String itsKey, long itsHash) {
    return hash == itsHash && scope == itsScope && key.equals(itsKey);
  }

  /** See {@link EntryTable#glance}. */
  int glance(int depth) {
    return switch (depth) {
      case 0 -> (int) hash;
      case 1 -> key.hashCode();
      case 2 -> key.length();
      default -> glanceAtValue();
    };
  }

  /** A byte of each cache line; of a long value the processor fetches the rest by itself. */
  private int glanceAtValue() {
    byte[] value = encoded;
    int to = Math.min(value.length, GLANCED_BYTES);
    int sum = 0;
    for (int at = LINE_BYTES - 1; at < to; at += LINE_BYTES) {
      sum += value[at];
    }
    return sum;
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
