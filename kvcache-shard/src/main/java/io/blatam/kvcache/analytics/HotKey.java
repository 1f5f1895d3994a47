package io.blatam.kvcache.analytics;

/**
 * A key that is looked up often.
 *
 * @param lookups estimated; the truth lies between {@code lookups - error} and {@code lookups}, up
 *     to the sampling of lookups
 */
public record HotKey(String tenant, String namespace, String key, long lookups, long error) {}
