package io.blatam.benchmarks.bul;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * {@code ./blatam bench documents}: finished documents through the gateway, from the ask to the
 * last byte of the PDF. The same briefs are asked for twice: nobody has seen them the first time,
 * and the second time the cache has all of them.
 */
public final class DocumentsBench {

  private static final int AT_ONCE = 4;

  private record Row(
      String name, int count, double perMinute, double medianMillis, double p95Millis) {}

  private final Gateway gateway = Gateway.running();

  private DocumentsBench() {}

  /**
   * @return 0
   */
  public static int run(List<String> arguments) throws InterruptedException {
    int count = arguments.isEmpty() ? 20 : Integer.parseInt(arguments.get(0));
    DocumentsBench bench = new DocumentsBench();
    bench.makeOne("warm-up-" + System.nanoTime());
    String run = Long.toString(System.currentTimeMillis(), 36);
    List<String> names = IntStream.range(0, count).mapToObj(i -> run + "-" + i).toList();
    System.out.printf(
        "%-22s %10s %12s %10s %10s%n", "documents", "count", "docs/min", "p50 ms", "p95 ms");
    for (Row row : List.of(bench.round("written (cold)", names), bench.round("cached", names))) {
      System.out.printf(
          "%-22s %10d %12.0f %10.0f %10.0f%n",
          row.name(), row.count(), row.perMinute(), row.medianMillis(), row.p95Millis());
    }
    return 0;
  }

  private Row round(String name, List<String> companies) throws InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    long began = System.nanoTime();
    try {
      List<Future<Double>> asked =
          companies.stream().map(company -> callers.submit(() -> makeOne(company))).toList();
      double[] millis = new double[asked.size()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = asked.get(i).get();
      }
      double minutes = (System.nanoTime() - began) / 60e9;
      Arrays.sort(millis);
      return new Row(
          name, millis.length, millis.length / minutes, at(millis, 0.5), at(millis, 0.95));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      callers.shutdownNow();
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }

  /**
   * @return milliseconds from the ask to the PDF's last byte
   */
  private double makeOne(String company) throws InterruptedException {
    long began = System.nanoTime();
    JsonNode job =
        gateway.document(
            """
            {"document_type": "business-plan", "language": "es", "formats": ["pdf"],
             "company": {"name": "%s", "sector": "cafetería", "city": "Bogotá", "country": "CO"},
             "text": "Plan de negocio para una cafetería en Bogotá, inversión 80000000 COP"}"""
                .formatted("Cafetería " + company));
    if (!job.path("status").asText().equals("done")) {
      throw new IllegalStateException("a document failed: " + job.path("error").asText());
    }
    gateway.file(job, "pdf");
    return (System.nanoTime() - began) / 1e6;
  }
}
