package io.blatam.kvcache.shard;

import java.util.List;

/**
 * What a {@link Scan} found.
 *
 * @param keys for {@link Scan.Keys} and {@link Scan.Unsaved}
 * @param next where the next page begins, or {@link #END}
 * @param count how many entries there were, for the other scans; how many keys, for these
 * @param gone for {@link Scan.Unsaved}: keys that the store is to lose
 */
public record Page(List<String> keys, long next, long count, List<String> gone) {

  public Page {
    // A node of before says nothing of them.
    gone = gone == null ? List.of() : gone;
  }

  public Page(List<String> keys, long next, long count) {
    this(keys, next, count, List.of());
  }

  /** Behind the last position. */
  public static final long END = 1L << 32;
}
