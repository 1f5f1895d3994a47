package io.blatam.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Finished documents through the gateway, from the ask to the last byte of the PDF. The same briefs
 * are asked for twice: nobody has seen them the first time, and the second time the cache has all
 * of them.
 */
final class Documents {

  private static final String PATH = "/api/v1/bul/documents";
  private static final int AT_ONCE = 4;
  private static final long POLL_MILLIS = 20;

  /** One line of the table. */
  record Row(String name, int count, double perMinute, double medianMillis, double p95Millis) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  Documents(String url, String token) {
    this.url = url;
    this.token = token;
  }

  static int run(List<String> arguments) throws InterruptedException {
    int count = arguments.isEmpty() ? 20 : Integer.parseInt(arguments.get(0));
    Documents documents = new Documents(System.getenv("BLATAM_URL"), System.getenv("BLATAM_TOKEN"));
    documents.makeOne("warm-up-" + System.nanoTime());
    List<Row> rows = documents.measure(count);
    System.out.printf(
        "%-22s %10s %12s %10s %10s%n", "documents", "count", "docs/min", "p50 ms", "p95 ms");
    for (Row row : rows) {
      System.out.printf(
          "%-22s %10d %12.0f %10.0f %10.0f%n",
          row.name(), row.count(), row.perMinute(), row.medianMillis(), row.p95Millis());
    }
    return 0;
  }

  List<Row> measure(int count) throws InterruptedException {
    String run = Long.toString(System.currentTimeMillis(), 36);
    List<String> names = IntStream.range(0, count).mapToObj(i -> run + "-" + i).toList();
    return List.of(round("written (cold)", names), round("cached", names));
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
  double makeOne(String company) throws InterruptedException {
    long began = System.nanoTime();
    String brief =
        """
        {"document_type": "business-plan", "language": "es", "formats": ["pdf"],
         "company": {"name": "%s", "sector": "cafetería", "city": "Bogotá", "country": "CO"},
         "text": "Plan de negocio para una cafetería en Bogotá, inversión 80000000 COP"}"""
            .formatted("Cafetería " + company);
    JsonNode job = json(send("POST", PATH, brief));
    String path = PATH + "/" + job.path("id").asText();
    while (!job.path("status").asText().equals("done")) {
      if (List.of("failed", "cancelled").contains(job.path("status").asText())) {
        throw new IllegalStateException("a document failed: " + job.path("error").asText());
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      job = json(send("GET", path, ""));
    }
    send("GET", path + "/files/pdf", "");
    return (System.nanoTime() - began) / 1e6;
  }

  private JsonNode json(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] send(String method, String path, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "HTTP "
                + response.statusCode()
                + ": "
                + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
