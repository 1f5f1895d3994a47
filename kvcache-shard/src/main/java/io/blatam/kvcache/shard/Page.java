package io.blatam.kvcache.shard;

import java.util.List;

/**
 * What a {@link Scan} found.
 *
 * @param keys for {@link Scan.Keys}
 * @param next where the next page begins, or {@link #END}
 * @param count how many entries there were, for the other scans; how many keys, for this one
 */
public record Page(List<String> keys, long next, long count) {

  /** Behind the last position. */
  public static final long END = 1L << 32;
}
