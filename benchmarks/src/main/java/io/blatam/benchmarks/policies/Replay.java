package io.blatam.benchmarks.policies;

import java.util.Arrays;

/** Runs a trace through a cache. All results are percentages. */
final class Replay {

  private Replay() {}

  /** Accesses that were hits; in a sized trace at a cost of one an object, so cost saved. */
  static double hits(Trace trace, Cache cache) {
    long hits = 0;
    for (int i = 0; i < trace.keys().length; i++) {
      int bytes = trace.sized() ? trace.bytes()[i] : 1;
      hits += cache.access(trace.keys()[i], bytes) ? 1 : 0;
    }
    return 100.0 * hits / trace.keys().length;
  }

  /**
   * Blocks that need not be computed: those in the unbroken run from their request's first block.
   */
  static double prefixHits(Trace trace, Cache cache) {
    long hits = 0;
    for (int request = 0; request < trace.requests().length; request++) {
      int from = trace.requests()[request];
      int to =
          request + 1 < trace.requests().length
              ? trace.requests()[request + 1]
              : trace.keys().length;
      int at = from;
      while (at < to && cache.contains(trace.keys()[at])) {
        at++;
      }
      hits += at - from;
      cache.chain(Arrays.copyOfRange(trace.keys(), from, to), at - from);
    }
    return 100.0 * hits / trace.keys().length;
  }
}
