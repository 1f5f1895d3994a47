package io.blatam.benchmarks.resp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line of the table: a load, and the rounds in which both servers did it. */
final class Row {

  private final Load load;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> tails = new ArrayList<>();

  Row(Load load) {
    this.load = load;
  }

  Load load() {
    return load;
  }

  void add(Measurement our, Measurement redis) {
    ours.add(our.rate());
    theirs.add(redis.rate());
    ratios.add(our.rate() / redis.rate());
    tails.add(our.p99() / redis.p99());
  }

  /** The median of the rounds' ratios, each of two runs that followed each other. */
  boolean reached() {
    return median(ratios) >= load.target();
  }

  static String header() {
    return String.format(
        Locale.ROOT,
        "%-16s %10s %10s %9s %9s %7s %7s %7s %9s  %s",
        "",
        "blatam/s",
        "redis/s",
        "MB/s",
        "MB/s",
        "ratio",
        "least",
        "most",
        "p99 ratio",
        "target");
  }

  String shown() {
    return String.format(
        Locale.ROOT,
        "%-16s %10.0f %10.0f %9.0f %9.0f %7.2f %7.2f %7.2f %9.2f  >= %.1f: %s",
        load.name(),
        median(ours),
        median(theirs),
        load.megabytes(median(ours)),
        load.megabytes(median(theirs)),
        median(ratios),
        ratios.stream().min(Double::compare).orElseThrow(),
        ratios.stream().max(Double::compare).orElseThrow(),
        median(tails),
        load.target(),
        reached() ? "met" : "MISSED");
  }

  private static double median(List<Double> rounds) {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
