package io.blatam.benchmarks.policies;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** At which cache sizes a trace is replayed. */
final class Sizes {

  /** The sizes at which these traces are usually shown, in entries. */
  private static final Map<String, List<Long>> USUAL =
      Map.of(
          "gli", List.of(1000L, 2000L),
          "multi3", List.of(800L, 1600L),
          "loop", List.of(512L, 1000L),
          "sprite", List.of(400L, 800L),
          "web12", List.of(1250L, 5000L),
          "corda", List.of(512L),
          "OLTP", List.of(250L, 1000L, 2000L),
          "conversation", List.of(1_000L, 3_000L, 10_000L, 30_000L, 50_000L));

  private static final Map<Long, Double> PUBLISHED =
      Map.of(1_000L, 7.53, 3_000L, 12.41, 10_000L, 22.75, 30_000L, 33.22, 50_000L, 35.55);

  /** Shares of the distinct keys, or of the footprint in bytes, for all others. */
  private static final double[] SHARES = {0.01, 0.05, 0.2};

  private Sizes() {}

  static List<Long> of(Trace trace) {
    List<Long> usual = USUAL.get(trace.name());
    if (usual != null) {
      return usual;
    }
    long all = trace.sized() ? trace.footprint() : trace.distinct();
    return Arrays.stream(SHARES).mapToObj(share -> Math.max(10, (long) (all * share))).toList();
  }

  /**
   * What the best policy reached that evicts leaves only by density, as published with the trace; 0
   * where none was.
   */
  static double published(Trace trace, long size) {
    return trace.name().equals("conversation") ? PUBLISHED.getOrDefault(size, 0.0) : 0;
  }
}
