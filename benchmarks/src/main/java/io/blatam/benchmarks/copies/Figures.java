package io.blatam.benchmarks.copies;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How long gets took, in nanoseconds, and how many there were. */
record Figures(Histogram nanos, double perSecond) {

  static String header() {
    return String.format(
            "%-34s %10s %10s %12s %10s %10s %12s",
            "gets of one key of 1 KB", "p50 µs", "p99 µs", "gets/s", "p50 µs", "p99 µs", "gets/s")
        + "\n"
        + String.format("%-34s %34s %34s", "", "1 caller", "64 callers");
  }

  static String row(String name, Figures one, Figures many) {
    return String.format(
        Locale.ROOT,
        "%-34s %10.1f %10.1f %12.0f %10.1f %10.1f %12.0f",
        name,
        one.micros(50),
        one.micros(99),
        one.perSecond,
        many.micros(50),
        many.micros(99),
        many.perSecond);
  }

  double micros(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1_000.0;
  }
}
