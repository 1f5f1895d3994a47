package io.blatam.benchmarks;

import java.util.List;

/** {@code ./blatam bench NAME [COUNT]}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length < 1 || !arguments[0].equals("documents")) {
      System.err.println("Usage: ./blatam bench documents [COUNT]");
      System.exit(2);
    }
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
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
