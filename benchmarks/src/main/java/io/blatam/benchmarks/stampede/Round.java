package io.blatam.benchmarks.stampede;

import java.util.Arrays;
import java.util.Locale;

/**
 * What one round showed, all nodes that lived to its end together.
 *
 * @param loads how many loads began, on every node
 * @param micros how long each request took, in microseconds, ascending
 */
record Round(int loads, int joined, int hits, int failed, long[] micros) {

  static final Round NONE = new Round(0, 0, 0, 0, new long[0]);

  Round plus(Round other) {
    long[] all = Arrays.copyOf(micros, micros.length + other.micros.length);
    System.arraycopy(other.micros, 0, all, micros.length, other.micros.length);
    Arrays.sort(all);
    return new Round(
        loads + other.loads, joined + other.joined, hits + other.hits, failed + other.failed, all);
  }

  Round withLoads(int value) {
    return new Round(value, joined, hits, failed, micros);
  }

  /** {@code name} and the figures, as one line of the table. */
  String row(String name, String verdict) {
    return String.format(
        Locale.ROOT,
        "%-34s %9d %7d %8d %7d %7d %9.1f %9.1f  %s",
        name,
        micros.length,
        loads,
        joined,
        hits,
        failed,
        millis(0.5),
        millis(0.99),
        verdict);
  }

  static String header() {
    return String.format(
        "%-34s %9s %7s %8s %7s %7s %9s %9s  %s",
        "10,000 at once for 100 cold keys",
        "answered",
        "loads",
        "joined",
        "hits",
        "failed",
        "p50 ms",
        "p99 ms",
        "target");
  }

  private double millis(double quantile) {
    if (micros.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(quantile * micros.length) - 1;
    return micros[Math.max(0, rank)] / 1_000.0;
  }
}
