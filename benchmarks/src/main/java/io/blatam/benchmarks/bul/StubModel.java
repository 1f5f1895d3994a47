package io.blatam.benchmarks.bul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model on loopback that speaks OpenAI's protocol and takes the same time for every call, however
 * many prompts it holds: the best case of a server that computes a list together. It rewrites the
 * draft that it finds in a prompt by putting a sentence of its own before it, and as reviewer it
 * has nothing to say.
 */
final class StubModel implements AutoCloseable {

  static final String NAME = "stub";

  private static final Pattern DRAFT = Pattern.compile("(?s)<draft (\\w+)>\n(.*)\n</draft \\1>");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long latencyMillis;
  private final List<Integer> batches = new ArrayList<>();

  private StubModel(HttpServer server, long latencyMillis) {
    this.server = server;
    this.latencyMillis = latencyMillis;
  }

  static StubModel start(long latencyMillis) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    StubModel model = new StubModel(server, latencyMillis);
    server.setExecutor(model.threads);
    server.createContext("/v1/chat/completions", model::chat);
    server.createContext("/v1/completions", model::complete);
    server.start();
    return model;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** How many prompts each call had. */
  List<Integer> batches() {
    synchronized (batches) {
      return List.copyOf(batches);
    }
  }

  private void complete(HttpExchange exchange) throws IOException {
    JsonNode prompts = read(exchange).path("prompt");
    compute(prompts.size());
    ObjectNode answer = MAPPER.createObjectNode().put("model", NAME);
    var choices = answer.putArray("choices");
    for (int i = 0; i < prompts.size(); i++) {
      choices
          .addObject()
          .put("index", i)
          .put("text", written(prompts.get(i).asText()))
          .put("finish_reason", "stop");
    }
    answer(exchange, "application/json", answer.toString());
  }

  private void chat(HttpExchange exchange) throws IOException {
    StringBuilder prompt = new StringBuilder();
    read(exchange).path("messages").forEach(m -> prompt.append(m.path("content").asText()));
    compute(1);
    ObjectNode piece = MAPPER.createObjectNode().put("model", NAME);
    piece
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .putObject("delta")
        .put("content", written(prompt.toString()));
    answer(
        exchange,
        "text/event-stream",
        "data: "
            + piece
            + "\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"
            + "\n\ndata: [DONE]\n\n");
  }

  private static String written(String prompt) {
    Matcher draft = DRAFT.matcher(prompt);
    if (!draft.find()) {
      return "[]";
    }
    String opening =
        prompt.contains("Write in Spanish")
            ? "Lo esencial va primero."
            : "The essentials come first.";
    return opening + "\n\n" + draft.group(2);
  }

  private void compute(int prompts) throws IOException {
    synchronized (batches) {
      batches.add(prompts);
    }
    try {
      TimeUnit.MILLISECONDS.sleep(latencyMillis);
    } catch (InterruptedException e) {
      throw new IOException("the server stops", e);
    }
  }

  private static JsonNode read(HttpExchange exchange) throws IOException {
    return MAPPER.readTree(exchange.getRequestBody());
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
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
