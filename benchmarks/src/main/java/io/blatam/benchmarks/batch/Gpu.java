package io.blatam.benchmarks.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A server with one accelerator that does one call at a time, and for which n inputs in a call cost
 * a + b·n: weights are read once a call, whatever its size. Speaks OpenAI's protocol on loopback.
 */
final class Gpu implements AutoCloseable {

  static final int DIMENSION = 8;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Fair: whoever came first is first, as in a real server's queue. */
  private final Semaphore accelerator = new Semaphore(1, true);

  private final long callMillis;
  private final long inputMillis;

  private Gpu(HttpServer server, long callMillis, long inputMillis) {
    this.server = server;
    this.callMillis = callMillis;
    this.inputMillis = inputMillis;
  }

  static Gpu start(long callMillis, long inputMillis) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    Gpu gpu = new Gpu(server, callMillis, inputMillis);
    server.setExecutor(gpu.threads);
    server.createContext("/v1/embeddings", gpu::embed);
    server.createContext("/v1/completions", gpu::complete);
    server.createContext("/v1/chat/completions", gpu::chat);
    server.start();
    return gpu;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void embed(HttpExchange exchange) throws IOException {
    int count = read(exchange).path("input").size();
    compute(count);
    ObjectNode answer = MAPPER.createObjectNode();
    var data = answer.putArray("data");
    for (int i = 0; i < count; i++) {
      var vector = data.addObject().put("index", i).putArray("embedding");
      for (int k = 0; k < DIMENSION; k++) {
        vector.add(1);
      }
    }
    answer(exchange, answer);
  }

  private void complete(HttpExchange exchange) throws IOException {
    int count = read(exchange).path("prompt").size();
    compute(count);
    ObjectNode answer = MAPPER.createObjectNode().put("model", "stub");
    var choices = answer.putArray("choices");
    for (int i = 0; i < count; i++) {
      choices.addObject().put("index", i).put("text", "listo").put("finish_reason", "stop");
    }
    answer(exchange, answer);
  }

  private void chat(HttpExchange exchange) throws IOException {
    read(exchange);
    compute(1);
    ObjectNode answer = MAPPER.createObjectNode().put("model", "stub");
    answer
        .putArray("choices")
        .addObject()
        .put("finish_reason", "stop")
        .putObject("message")
        .put("content", "listo");
    answer(exchange, answer);
  }

  private void compute(int inputs) throws IOException {
    accelerator.acquireUninterruptibly();
    try {
      Thread.sleep(callMillis + inputMillis * inputs);
    } catch (InterruptedException e) {
      throw new IOException("the server stops", e);
    } finally {
      accelerator.release();
    }
  }

  private static JsonNode read(HttpExchange exchange) throws IOException {
    return MAPPER.readTree(exchange.getRequestBody());
  }

  private static void answer(HttpExchange exchange, JsonNode json) throws IOException {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
