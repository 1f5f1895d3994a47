package io.blatam.bul.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody's system that is told things: a real server on loopback that remembers what came. */
public final class Receiver implements AutoCloseable {

  /** One request. */
  public record Call(String path, String id, String timestamp, String signature, String body) {

    public JsonNode json() {
      return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    public String type() {
      return json().get("type").textValue();
    }
  }

  /** What is answered. */
  public record Reply(int status, String header, String value, String body) {
    public static Reply of(int status) {
      return new Reply(status, "X-None", "", "thanks");
    }
  }

  public final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Receiver(Function<Call, Reply> replies) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, replies));
    server.start();
  }

  /** Answers each call as told. */
  public static Receiver answering(Function<Call, Reply> replies) {
    try {
      return new Receiver(replies);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static Receiver friendly() {
    return answering(call -> Reply.of(200));
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Call> ofType(String type) {
    return calls.stream().filter(call -> call.type().equals(type)).toList();
  }

  private void answer(HttpExchange exchange, Function<Call, Reply> replies) throws IOException {
    Call call =
        new Call(
            exchange.getRequestURI().toString(),
            header(exchange, "webhook-id"),
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Reply reply = replies.apply(call);
    calls.add(call);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add(reply.header(), reply.value());
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
