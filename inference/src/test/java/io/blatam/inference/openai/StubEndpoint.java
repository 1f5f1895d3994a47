package io.blatam.inference.openai;

import io.blatam.platform.testkit.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that speaks OpenAI's streaming protocol on a socket of its own, byte by byte
 * as a test wants it: a framework would repair the very things that are to go wrong.
 */
public final class StubEndpoint implements AutoCloseable {

  /** What the server does with one connection after it has read the request. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(Wire wire) throws Exception;
  }

  /** Says nothing, or no more than something before, and knows when the client has closed. */
  public static final class Silent implements Behaviour {

    /** How soon a client that has given up closes: the quickest of several times. */
    public static final Duration SOON = Duration.ofMillis(200);

    private final Behaviour before;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Long> closed = new CompletableFuture<>();

    public Silent() {
      this(wire -> {});
    }

    public Silent(Behaviour before) {
      this.before = before;
    }

    @Override
    public void answer(Wire wire) throws Exception {
      before.answer(wire);
      asked.countDown();
      wire.awaitClose();
      closed.complete(System.nanoTime());
    }

    /** Until it has been asked, and has said what comes before. */
    public Silent awaitAsked() {
      try {
        asked.await();
        return this;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    public boolean isClosed() {
      return closed.isDone();
    }

    /** From what is done here to the client's closing. */
    public Duration closesAfter(Runnable givingUp) {
      long since = System.nanoTime();
      givingUp.run();
      return Duration.ofNanos(Await.result(closed) - since);
    }
  }

  /** A request as it arrived. */
  public record Received(String line, Map<String, String> headers, String body) {}

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<Behaviour> behaviours = new ArrayDeque<>();
  private Behaviour otherwise = wire -> wire.answerWith("Hola");

  private StubEndpoint(ServerSocket server) {
    this.server = server;
  }

  public static StubEndpoint start() {
    try {
      StubEndpoint stub =
          new StubEndpoint(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
      stub.threads.execute(stub::accept);
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
  }

  /** The next requests are answered so, one each; those after them as {@link #always} says. */
  public synchronized StubEndpoint then(Behaviour behaviour) {
    behaviours.add(behaviour);
    return this;
  }

  public synchronized StubEndpoint always(Behaviour behaviour) {
    otherwise = behaviour;
    return this;
  }

  public List<Received> received() {
    return received;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Received request = read(socket);
      received.add(request);
      next().answer(new Wire(socket));
    } catch (Exception gone) {
      // The client closed first, which some tests are about; they see it through Wire.awaitClose.
    }
  }

  private synchronized Behaviour next() {
    return behaviours.isEmpty() ? otherwise : behaviours.poll();
  }

  private static Received read(Socket socket) throws IOException {
    var in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("closed before the request was complete");
      }
      head.append((char) octet);
    }
    String[] lines = head.toString().split("\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Received(lines[0], headers, new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  /** One connection's way back. */
  public static final class Wire {

    private final Socket socket;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    /** A complete, well-behaved answer: one chunk a word, a finish reason, usage, [DONE]. */
    public void answerWith(String text) throws IOException {
      startStream();
      for (String word : text.split("(?<= )")) {
        delta(word);
      }
      finish("stop");
      usage(11, 7);
      done();
    }

    public void startStream() throws IOException {
      raw(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
      event(
          "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}");
    }

    public void delta(String text) throws IOException {
      event(
          "{\"model\":\"stub-7b\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
              + text.replace("\n", "\\n")
              + "\"},\"finish_reason\":null}]}");
    }

    public void finish(String reason) throws IOException {
      event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    public void usage(int prompt, int completion) throws IOException {
      event(
          "{\"choices\":[],\"usage\":{\"prompt_tokens\":"
              + prompt
              + ",\"completion_tokens\":"
              + completion
              + "}}");
    }

    public void done() throws IOException {
      event("[DONE]");
      raw("0\r\n\r\n");
    }

    public void event(String data) throws IOException {
      chunk(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** An HTTP chunk of exactly these bytes, flushed on its own. */
    public void chunk(byte[] bytes) throws IOException {
      raw(Integer.toHexString(bytes.length) + "\r\n");
      out.write(bytes);
      raw("\r\n");
    }

    public void status(int status, String headers, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      raw(
          "HTTP/1.1 "
              + status
              + " Stub\r\nContent-Type: application/json\r\nContent-Length: "
              + bytes.length
              + "\r\n"
              + headers
              + "\r\n");
      out.write(bytes);
      out.flush();
    }

    public void raw(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Returns when the client has closed its side, politely or not. */
    public void awaitClose() throws IOException {
      try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketException reset) {
        return;
      }
    }
  }
}
