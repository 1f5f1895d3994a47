package io.blatam.kvcache.engine;

/**
 * What a lookup found.
 *
 * @param value empty array when {@code absent}
 * @param absent true when it is remembered that there is nothing
 * @param cost milliseconds that this hit saved
 */
public record CachedValue(byte[] value, boolean absent, long cost) {}
