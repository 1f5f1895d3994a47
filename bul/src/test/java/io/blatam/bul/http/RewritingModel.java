package io.blatam.bul.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint that speaks OpenAI's streaming protocol and rewrites the draft it finds in the
 * prompt: faithfully, or as a test says for the section of a title.
 */
final class RewritingModel implements AutoCloseable {

  static final String NAME = "rewriter-7b";
  static final String OPENING =
      "Conviene leer este capítulo con calma, porque de él depende el resto de la cafetería.";

  private static final Pattern SECTION = Pattern.compile("SECTION: (.+)");
  private static final Pattern DRAFT = Pattern.compile("(?s)<draft \\w+>\n(.*)\n</draft \\w+>");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, UnaryOperator<String>> writers = new ConcurrentHashMap<>();
  private volatile String review = "[]";
  private final Queue<String> systemPrompts = new ConcurrentLinkedQueue<>();
  private final Queue<String> userPrompts = new ConcurrentLinkedQueue<>();

  private RewritingModel(HttpServer server) {
    this.server = server;
  }

  static RewritingModel start() {
    try {
      var model =
          new RewritingModel(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      model.server.setExecutor(model.threads);
      model.server.createContext("/v1/chat/completions", model::answer);
      model.server.start();
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings that make a platform ask this endpoint. */
  String settings() {
    return """
    blatam.inference.openai.base-url = "http://127.0.0.1:%d/v1"
    blatam.inference.openai.model = "%s"
    """
        .formatted(server.getAddress().getPort(), NAME);
  }

  /** What becomes of the draft of the section with this title. */
  RewritingModel writes(String title, UnaryOperator<String> writer) {
    writers.put(title, writer);
    return this;
  }

  /** The section with this title is not answered but refused. */
  RewritingModel refuses(String title) {
    return writes(
        title,
        draft -> {
          throw new IllegalStateException("the content filter does not like it");
        });
  }

  /** What it answers as reviewer of a finished document. */
  RewritingModel reviews(String answer) {
    review = answer;
    return this;
  }

  Queue<String> systemPrompts() {
    return systemPrompts;
  }

  Queue<String> userPrompts() {
    return userPrompts;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = Json.read(exchange.getRequestBody().readAllBytes(), JsonNode.class);
      systemPrompts.add(request.at("/messages/0/content").textValue());
      String user = request.at("/messages/1/content").textValue();
      userPrompts.add(user);
      if (request.at("/messages/0/content").textValue().startsWith("You review")) {
        stream(exchange, review);
        return;
      }
      try {
        stream(exchange, writer(find(SECTION, user)).apply(find(DRAFT, user)));
      } catch (IllegalStateException refused) {
        byte[] error =
            "{\"error\":{\"message\":\"%s\"}}"
                .formatted(refused.getMessage())
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(400, error.length);
        exchange.getResponseBody().write(error);
      }
    }
  }

  private UnaryOperator<String> writer(String title) {
    return writers.getOrDefault(title, draft -> OPENING + "\n\n" + draft);
  }

  private static void stream(HttpExchange exchange, String text) throws IOException {
    var nodes = JsonNodeFactory.instance;
    var delta = nodes.objectNode().put("model", NAME);
    delta.putArray("choices").addObject().put("index", 0).putObject("delta").put("content", text);
    String events =
        "data: "
            + delta
            + "\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"
            + "\n\ndata: [DONE]\n\n";
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
  }

  private static String find(Pattern pattern, String prompt) {
    Matcher found = pattern.matcher(prompt);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + pattern + " in the prompt: " + prompt);
    }
    return found.group(1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
