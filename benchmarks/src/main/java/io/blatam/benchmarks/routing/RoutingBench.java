package io.blatam.benchmarks.routing;

import io.blatam.inference.embed.E5Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code ./blatam bench routing [--text DIR]}: the agents' router on briefs it has not seen, and
 * the same classifier on banking77 (PolyAI, CC BY 4.0) beside simpler ones.
 */
public final class RoutingBench {
  private static final int BATCH = 64;

  private RoutingBench() {}

  /**
   * @return the process's exit status: 0 if every target that was measured is met
   */
  public static int run(List<String> arguments) throws IOException {
    if (!arguments.isEmpty() && (arguments.size() != 2 || !arguments.get(0).equals("--text"))) {
      System.err.println("Usage: ./blatam bench routing [--text DIR]");
      return 2;
    }
    Locale.setDefault(Locale.ROOT);
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      E5Embedder embedder = new E5Embedder(BATCH, threads);
      boolean met = Briefs.measure(embedder);
      Path file =
          arguments.isEmpty()
              ? Path.of("")
              : Path.of(arguments.get(1)).resolve("banking77").resolve("train.csv");
      if (arguments.isEmpty() || !Files.exists(file)) {
        System.out.println("banking77 skipped: --text DIR with banking77/train.csv was not given");
        return met ? 0 : 1;
      }
      return Intents.measure(embedder, file) & met ? 0 : 1;
    } finally {
      threads.shutdown();
    }
  }

  /** Prints a figure beside its target. */
  static boolean target(String what, double reached, double wanted) {
    boolean met = reached >= wanted;
    System.out.printf(
        "%-52s %6.3f  target %.2f  %s%n", what, reached, wanted, met ? "met" : "MISSED");
    return met;
  }
}
