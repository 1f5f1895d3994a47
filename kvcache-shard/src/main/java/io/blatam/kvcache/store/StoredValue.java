package io.blatam.kvcache.store;

/**
 * What a store keeps under a key.
 *
 * @param cost what computing it again would cost, in milliseconds
 * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never
 */
public record StoredValue(byte[] value, long cost, long expiresAt) {

  public boolean expired(long now) {
    return now >= expiresAt;
  }
}
