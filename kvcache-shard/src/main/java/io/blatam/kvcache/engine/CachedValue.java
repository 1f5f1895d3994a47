package io.blatam.kvcache.engine;

/**
 * What a lookup found.
 *
 * @param value empty array when {@code absent}
 * @param absent true when it is remembered that there is nothing
 * @param cost milliseconds that this hit saved
 * @param stale true when its freshness is over, so that somebody should load it anew
 */
public record CachedValue(byte[] value, boolean absent, long cost, boolean stale) {}
