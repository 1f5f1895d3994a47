package io.blatam.benchmarks.segment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The segment beside Caffeine, round by round, so that whatever else the machine does hits all
 * alike; rates are of the measuring thread's processor time and compared within a round, and the
 * table has the medians.
 */
public final class SegmentBench {

  private static final int ROUNDS = 7;

  /**
   * Half seconds: the adaptive policy's code takes two and more to be compiled beside other work.
   */
  private static final int WARM_UP = 8;

  private static final List<String> OPERATIONS = List.of("getHit", "getMiss", "putEvicting");
  private static final double LRU_TARGET = 1.0;
  private static final double ADAPTIVE_TARGET = 0.5;

  private final Map<Engine.Kind, double[][]> rates = new EnumMap<>(Engine.Kind.class);
  private int missed;

  private SegmentBench() {}

  /**
   * @return the process's exit status: 0 if every target is met
   */
  public static int run() {
    return new SegmentBench().compare();
  }

  private int compare() {
    for (Engine.Kind kind : Engine.Kind.values()) {
      rates.put(kind, new double[OPERATIONS.size()][ROUNDS]);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int operation = 0; operation < OPERATIONS.size(); operation++) {
        for (Engine.Kind kind : Engine.Kind.values()) {
          rates.get(kind)[operation][round] = rate(kind, OPERATIONS.get(operation));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "one thread, its processor time; %d entries, keys of 64 characters, values of %d bytes, one day's expiry;"
            + " medians of %d rounds, a JVM each%n%n",
        Workload.ENTRIES,
        Workload.VALUE_BYTES,
        ROUNDS);
    System.out.printf(
        "%-22s %12s %12s %12s %8s %8s  %s%n",
        "", "Caffeine", "LRU", "Adaptive", "LRU/C", "Adapt/C", "targets >= 1.00, >= 0.50");
    for (int operation = 0; operation < OPERATIONS.size(); operation++) {
      printRates(operation);
    }
    printFootprints();
    return missed == 0 ? 0 : 1;
  }

  private void printRates(int operation) {
    double lru = median(ratios(Engine.Kind.LRU, operation));
    double adaptive = median(ratios(Engine.Kind.ADAPTIVE, operation));
    System.out.printf(
        Locale.ROOT,
        "%-22s %12.2f %12.2f %12.2f %8.2f %8.2f  %s, %s%n",
        OPERATIONS.get(operation) + ", Mops/s",
        median(rates.get(Engine.Kind.CAFFEINE)[operation]),
        median(rates.get(Engine.Kind.LRU)[operation]),
        median(rates.get(Engine.Kind.ADAPTIVE)[operation]),
        lru,
        adaptive,
        verdict(lru >= LRU_TARGET),
        verdict(adaptive >= ADAPTIVE_TARGET));
  }

  private void printFootprints() {
    double peer = Footprint.perEntry(Engine.Kind.CAFFEINE);
    double lru = Footprint.perEntry(Engine.Kind.LRU);
    double adaptive = Footprint.perEntry(Engine.Kind.ADAPTIVE);
    System.out.printf(
        Locale.ROOT,
        "%-22s %12.0f %12.0f %12.0f %8.2f %8.2f  %s, %s (both <= 1.00)%n",
        "overhead, bytes/entry",
        peer,
        lru,
        adaptive,
        lru / peer,
        adaptive / peer,
        verdict(lru <= peer),
        verdict(adaptive <= peer));
  }

  private String verdict(boolean met) {
    missed += met ? 0 : 1;
    return met ? "met" : "MISSED";
  }

  private double[] ratios(Engine.Kind kind, int operation) {
    double[] ours = rates.get(kind)[operation];
    double[] peers = rates.get(Engine.Kind.CAFFEINE)[operation];
    return IntStream.range(0, ROUNDS).mapToDouble(round -> ours[round] / peers[round]).toArray();
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Millions of operations for each second that the measuring thread had a processor. */
  private static double rate(Engine.Kind kind, String operation) {
    try {
      RunResult result =
          new Runner(
                  new OptionsBuilder()
                      .include(SegmentOperations.class.getName() + "\\." + operation + "$")
                      .param("engine", kind.name())
                      .forks(1)
                      .threads(1)
                      .jvmArgs("-Xms1g", "-Xmx1g")
                      .warmupIterations(WARM_UP)
                      .warmupTime(TimeValue.milliseconds(500))
                      .measurementIterations(3)
                      .measurementTime(TimeValue.milliseconds(400))
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .runSingle();
      double share = result.getSecondaryResults().get("seconds").getScore();
      return result.getPrimaryResult().getScore() / share / 1e6;
    } catch (RunnerException e) {
      throw new IllegalStateException(operation + " on " + kind + " could not be measured", e);
    }
  }
}
