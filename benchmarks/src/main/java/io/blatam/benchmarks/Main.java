package io.blatam.benchmarks;

import io.blatam.benchmarks.codecs.CodecBench;
import io.blatam.benchmarks.devices.DeviceBench;
import io.blatam.benchmarks.policies.PolicyBench;
import io.blatam.benchmarks.semantic.SemanticBench;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** {@code ./blatam bench NAME ...}. */
public final class Main {

  private static final String USAGE =
      """
      Usage: ./blatam bench documents [COUNT]
             ./blatam bench policies --traces DIR
             ./blatam bench codecs
             ./blatam bench semantic [--data DIR]
             ./blatam bench devices""";

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    List<String> rest =
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "documents" -> documents(rest);
      case "codecs" -> System.exit(CodecBench.run());
      case "semantic" -> System.exit(SemanticBench.run(rest));
      case "devices" -> System.exit(DeviceBench.run());
      case "policies" -> System.exit(PolicyBench.run(rest));
      default -> {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
  }

  private static void documents(List<String> arguments) throws InterruptedException {
    int count = arguments.isEmpty() ? 20 : Integer.parseInt(arguments.get(0));
    var documents = new Documents(System.getenv("BLATAM_URL"), System.getenv("BLATAM_TOKEN"));
    documents.makeOne("warm-up-" + System.nanoTime());
    List<Documents.Row> rows = documents.measure(count);
    System.out.printf(
        "%-22s %10s %12s %10s %10s%n", "documents", "count", "docs/min", "p50 ms", "p95 ms");
    for (Documents.Row row : rows) {
      System.out.printf(
          "%-22s %10d %12.0f %10.0f %10.0f%n",
          row.name(), row.count(), row.perMinute(), row.medianMillis(), row.p95Millis());
    }
  }
}
