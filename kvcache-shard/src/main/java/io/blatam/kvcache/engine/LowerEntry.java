package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.OptionalLong;

/**
 * An entry below memory, as it can be listed without being read.
 *
 * @param tier as {@link TierTally} names it; hot where a lease keeps it in memory
 * @param bytes what it takes there
 * @param cost in milliseconds; empty where it would have to be read from disk
 * @param expiresAt milliseconds since the epoch
 */
public record LowerEntry(
    CacheKey key, String tier, long bytes, OptionalLong cost, long expiresAt, boolean absent) {}
