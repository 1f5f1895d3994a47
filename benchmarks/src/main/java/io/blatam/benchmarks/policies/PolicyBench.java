package io.blatam.benchmarks.policies;

import io.blatam.kvcache.engine.policy.PolicyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code ./blatam bench policies}: our policies and their peers on every trace. */
public final class PolicyBench {

  private static final String USAGE =
      """
      Usage: ./blatam bench policies --traces DIR     every trace file in DIR
             ./blatam bench policies --artificial     workloads that are made on the spot
      """;

  /** Of whatever depends on a seed: one run says little. */
  private static final int RUNS = 3;

  private final Verdict verdict = new Verdict();

  /**
   * @return the process's exit status: 0 if every aim is reached or there is nothing to replay
   */
  public static int run(List<String> arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    PolicyBench bench = new PolicyBench();
    if (arguments.equals(List.of("--artificial"))) {
      bench.replayAll(ArtificialTraces.all());
      return bench.verdict.rowsReached() ? 0 : 1;
    }
    if (arguments.size() != 2 || !arguments.get(0).equals("--traces")) {
      System.err.print(USAGE);
      return 2;
    }
    Path folder = Path.of(arguments.get(1));
    if (!Files.isDirectory(folder)) {
      System.out.println("Skipped: there is no folder " + folder + " (see docs/cache-policy.md)");
      return 0;
    }
    bench.replayAll(read(folder));
    return bench.verdict.reached() ? 0 : 1;
  }

  private static List<Trace> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    List<Trace> traces = new ArrayList<>();
    for (Path file : files) {
      TraceFile.read(file)
          .ifPresentOrElse(
              traces::add,
              () ->
                  System.out.println(
                      "Left out " + file.getFileName() + ": no format goes by this name"));
    }
    return traces;
  }

  private void replayAll(List<Trace> traces) {
    List<Trace> chained = traces.stream().filter(Trace::chained).toList();
    List<Trace> sized = traces.stream().filter(it -> !it.chained() && it.sized()).toList();
    List<Trace> units = traces.stream().filter(it -> !it.chained() && !it.sized()).toList();
    if (!units.isEmpty()) {
      replayUnits(units);
    }
    if (!sized.isEmpty()) {
      replaySized(sized);
    }
    if (!chained.isEmpty()) {
      replayChained(chained);
    }
  }

  private void replayUnits(List<Trace> traces) {
    head(
        "Hit ratio (%), entries of one size",
        List.of("LRU", "LFU", "ARC", "SIEVE", "S3-FIFO", "Caffeine", "OPT", "Adaptive"));
    for (Trace trace : traces) {
      int keys = trace.distinct();
      for (long size : Sizes.of(trace)) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("LRU", Replay.hits(trace, Segment.of(size, trace, PolicyName.LRU, 1)));
        row.put("LFU", Replay.hits(trace, new Lfu(size, false)));
        row.put("ARC", Replay.hits(trace, new Arc((int) size)));
        row.put("SIEVE", Replay.hits(trace, new Sieve(size, keys)));
        row.put("S3-FIFO", Replay.hits(trace, new S3Fifo(size, keys)));
        row.put("Caffeine", median(run -> Replay.hits(trace, new CaffeineCache(size, false))));
        double optimum =
            100.0 * Belady.hits(trace.keys(), keys, size) / Math.max(1, trace.keys().length);
        double ours = median(seed -> Replay.hits(trace, adaptive(size, trace, seed)));
        double best = best(row);
        verdict.gap(ours, best, optimum);
        row.put("OPT", optimum);
        row.put("Adaptive", ours);
        print(trace.name(), size, row, best, verdict.row(ours, best, Verdict.ALLOWANCE));
      }
    }
  }

  private void replaySized(List<Trace> traces) {
    head(
        "Cost saved (%), objects of different sizes at one cost each; capacity in bytes",
        List.of("LRU", "Caffeine", "GDSF", "GDSF+hist", "Adaptive"));
    for (Trace bare : traces) {
      Trace trace = bare.weighingAtLeast(Segment.leastWeight());
      for (long size : Sizes.of(trace)) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("LRU", Replay.hits(trace, new Lru(size)));
        row.put("Caffeine", median(run -> Replay.hits(trace, new CaffeineCache(size, true))));
        row.put("GDSF", Replay.hits(trace, new Gdsf(size, false)));
        row.put("GDSF+hist", Replay.hits(trace, new Gdsf(size, true)));
        double best = best(row);
        double aim = row.get("GDSF+hist");
        double ours = median(seed -> Replay.hits(trace, adaptive(size, trace, seed)));
        row.put("Adaptive", ours);
        print(trace.name(), size, row, best, verdict.row(ours, aim, 0));
      }
    }
  }

  private void replayChained(List<Trace> traces) {
    head(
        "Prefix blocks that need not be computed (%)",
        List.of("LRU", "LFU", "LFU+hist", "ARC", "Caffeine", "published", "Adaptive"));
    for (Trace trace : traces) {
      for (long size : Sizes.of(trace)) {
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("LRU", Replay.prefixHits(trace, new Lru(size)));
        row.put("LFU", Replay.prefixHits(trace, new Lfu(size, false)));
        row.put("LFU+hist", Replay.prefixHits(trace, new Lfu(size, true)));
        row.put("ARC", Replay.prefixHits(trace, new Arc((int) size)));
        row.put(
            "Caffeine", median(run -> Replay.prefixHits(trace, new CaffeineCache(size, false))));
        row.put("published", Sizes.published(trace, size));
        double best = best(row);
        double ours = median(seed -> Replay.prefixHits(trace, adaptive(size, trace, seed)));
        row.put("Adaptive", ours);
        print(trace.name(), size, row, best, verdict.row(ours, best, 0));
      }
    }
  }

  private static Segment adaptive(long size, Trace trace, int seed) {
    return Segment.of(size, trace, PolicyName.ADAPTIVE, seed);
  }

  /**
   * Caffeine's hashing is seeded at random, and which keys our experts watch depends on a segment's
   * seed.
   */
  private static double median(IntToDoubleFunction run) {
    return IntStream.rangeClosed(1, RUNS)
        .mapToDouble(run)
        .sorted()
        .skip(RUNS / 2)
        .findFirst()
        .orElseThrow();
  }

  private static double best(Map<String, Double> peers) {
    return peers.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static void head(String title, List<String> columns) {
    System.out.printf("%n%s%n%-14s %10s", title, "trace", "capacity");
    columns.forEach(column -> System.out.printf(" %9s", column));
    System.out.printf(" %9s%n", "to best");
  }

  private static void print(
      String trace, long size, Map<String, Double> row, double best, String verdict) {
    System.out.printf("%-14s %10d", trace, size);
    row.values().forEach(value -> System.out.printf(" %9.2f", value));
    System.out.printf(" %+9.2f %s%n", row.get("Adaptive") - best, verdict);
  }
}
