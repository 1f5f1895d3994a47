package io.blatam.kvcache.api;

import java.util.Objects;

/**
 * Names one entry. The tenant is part of the key, so that no value can be read across tenants; the
 * namespace says what kind of value it is ("generation", "embedding").
 *
 * @param tenant who owns the entry, or {@link #SHARED_TENANT} for pure functions of public input
 * @param namespace at most {@value #MAX_NAMESPACE_LENGTH} characters
 * @param key at most {@value #MAX_KEY_LENGTH} characters, possibly none; hash anything longer
 */
public record CacheKey(String tenant, String namespace, String key)
    implements Comparable<CacheKey> {

  /** No real tenant can have this name: identity refuses it. */
  public static final String SHARED_TENANT = "*";

  static final int MAX_TENANT_LENGTH = 128;
  static final int MAX_NAMESPACE_LENGTH = 64;

  /** What a message to a segment can carry for one of hundreds of keys. */
  public static final int MAX_KEY_LENGTH = 512;

  public CacheKey {
    requireText("tenant", tenant, MAX_TENANT_LENGTH);
    requireText("namespace", namespace, MAX_NAMESPACE_LENGTH);
    if (key.length() > MAX_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "key: must have at most " + MAX_KEY_LENGTH + " characters, not " + key.length());
    }
  }

  /**
   * The segment, out of {@code segments}, that owns this key. Keys of a namespace that have the
   * same tag, which is what stands between their first <code>{</code> and the next <code>}</code>,
   * share one, as in Redis Cluster. Stable across JVMs and releases: {@link String#hashCode} is
   * specified, and the mixing is SplitMix64's finalizer (Steele, Lea, Flood 2014).
   */
  public int segment(int segments) {
    long hash =
        (tenant.hashCode() * 31L + namespace.hashCode()) * 0x9E3779B97F4A7C15L + placeHash();
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    long mixed = hash ^ (hash >>> 31);
    // Of a power of two the remainder is the same, and needs no division.
    return (segments & segments - 1) == 0
        ? (int) mixed & segments - 1
        : (int) Long.remainderUnsigned(mixed, segments);
  }

  private int placeHash() {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open + 1);
    return close > open + 1 ? key.substring(open + 1, close).hashCode() : key.hashCode();
  }

  /**
   * Where the key stands in a listing of its namespace that is given out in pages, 0 to 2³²-1:
   * murmur3's finalizer spreads keys that differ in their last letters only. Stable across JVMs and
   * releases.
   */
  public long position() {
    int hash = key.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return Integer.toUnsignedLong(hash ^ (hash >>> 16));
  }

  /** The key's own characters first: they are what differs. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CacheKey that
        && key.equals(that.key)
        && namespace.equals(that.namespace)
        && tenant.equals(that.tenant);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * tenant.hashCode() + namespace.hashCode()) + key.hashCode();
  }

  /**
   * By the characters of key, namespace and tenant. Whoever may choose keys can choose thousands
   * whose hashes are equal; a {@link java.util.HashMap} finds those by their order, where they have
   * one, and by looking at one after the other, where they have none.
   */
  @Override
  public int compareTo(CacheKey other) {
    int byKey = key.compareTo(other.key);
    int byNamespace = byKey == 0 ? namespace.compareTo(other.namespace) : byKey;
    return byNamespace == 0 ? tenant.compareTo(other.tenant) : byNamespace;
  }

  private static void requireText(String field, String value, int maxLength) {
    Objects.requireNonNull(value, field);
    if (value.isBlank() && !value.isEmpty()) {
      throw new IllegalArgumentException(field + ": must not be blank");
    }
    if (value.isEmpty() || value.length() > maxLength) {
      throw new IllegalArgumentException(
          field + ": must have 1 to " + maxLength + " characters, not " + value.length());
    }
  }
}
