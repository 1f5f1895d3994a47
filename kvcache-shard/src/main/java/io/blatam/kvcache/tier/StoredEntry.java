package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;

/**
 * An entry in the form in which it is kept below memory. The form says itself how to read it, so
 * that settings may change from one start to the next.
 *
 * @param form what the codecs made of the value: must not be changed
 * @param absent true when the entry remembers that there is nothing
 * @param framed whether the value went through its namespace's codec for memory
 * @param packed whether that was compressed besides
 * @param cost what computing the value again would cost, in milliseconds
 * @param freshUntil milliseconds since the epoch; from then on the value is stale
 * @param expiresAt milliseconds since the epoch
 * @param parent the key of the block that it follows, in the same namespace
 */
record StoredEntry(
    CacheKey key,
    byte[] form,
    boolean absent,
    boolean framed,
    boolean packed,
    long cost,
    long freshUntil,
    long expiresAt,
    Optional<String> parent) {

  /** One that follows none. */
  StoredEntry(
      CacheKey key,
      byte[] form,
      boolean absent,
      boolean framed,
      boolean packed,
      long cost,
      long freshUntil,
      long expiresAt) {
    this(key, form, absent, framed, packed, cost, freshUntil, expiresAt, Optional.empty());
  }

  boolean expired(long now) {
    return now >= expiresAt;
  }
}
