package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import java.time.Instant;

/**
 * A value below memory was found with a wrong seal or none; it was not given to anybody. Published
 * on the actor system's event stream of the node that found it; of values without a seal, the first
 * of each tenant's namespace since the node started.
 */
public record TamperedValue(CacheKey key, BrokenSeal seal, Instant at) {}
