package io.blatam.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service behind the gateway that speaks whatever a test wants on the wire: slow, broken, rude.
 */
public final class RawUpstream implements AutoCloseable {

  /** What a test does with one connection; the socket is closed when it returns. */
  @FunctionalInterface
  public interface Behaviour {
    void on(Wire wire) throws Exception;
  }

  private final ServerSocket server;
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> live = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour = answering("200 OK", "");

  public RawUpstream() {
    try {
      server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread acceptor = new Thread(this::accept, "raw-upstream");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on; connections that the gateway has kept are closed first, in good order. */
  public void behave(Behaviour next) {
    behaviour = next;
    for (Socket socket : live) {
      try {
        socket.shutdownOutput();
      } catch (IOException closed) {
        // as good as shut down
      }
    }
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!live.isEmpty() && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    heads.clear();
    connections.set(0);
  }

  /** Answers every request of a connection alike. */
  public static Behaviour answering(String status, String body) {
    return wire -> {
      while (wire.head().isPresent()) {
        wire.write(
            "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
      }
    };
  }

  /** The head of the next request that arrived, in order. */
  public String nextHead() throws InterruptedException {
    String head = heads.poll(10, TimeUnit.SECONDS);
    if (head == null) {
      throw new AssertionError("no request arrived");
    }
    return head;
  }

  public int requests() {
    return heads.size();
  }

  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        live.add(socket);
        Thread handler = new Thread(() -> handle(socket), "raw-upstream-connection");
        handler.setDaemon(true);
        handler.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void handle(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      behaviour.on(new Wire(socket));
    } catch (Exception gone) {
      // The gateway hung up; tests that care look at what arrived.
    } finally {
      live.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection, as the upstream has it. */
  public final class Wire {

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The next request's head; its body, if it names a length, is read too. Empty at the end. */
    public Optional<String> head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return Optional.empty();
        }
        head.append((char) next);
      }
      if (!head.toString().startsWith("GET /ready ")) {
        heads.add(head.toString());
      }
      return Optional.of(head.toString());
    }

    /** As {@link #head}, with the body that the head announces read and forgotten. */
    public Optional<String> headAndBody() throws IOException {
      Optional<String> head = head();
      if (head.isPresent()) {
        read(lengthOf(head.get()));
      }
      return head;
    }

    public String read(int bytes) throws IOException {
      return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    public void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Waits until the other side has closed, in good order or not. */
    public void awaitEnd() {
      try {
        while (in.read() >= 0) {
          // what comes before the end does not matter
        }
      } catch (IOException reset) {
        // an end as well
      }
    }

    private static int lengthOf(String head) {
      int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
      if (at < 0) {
        return 0;
      }
      String line = head.substring(at + 2, head.indexOf("\r\n", at + 2));
      return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
    }
  }
}
