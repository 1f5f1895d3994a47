package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Sends commands and gives replies as text that shows their types: {@code $:hello}. */
final class RespClient implements AutoCloseable {

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  RespClient(int port) throws IOException {
    this("127.0.0.1", port);
  }

  RespClient(String host, int port) throws IOException {
    socket.connect(new InetSocketAddress(host, port), 5_000);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  /** How long to wait for a reply. */
  RespClient patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
    return this;
  }

  String call(String... words) throws IOException {
    send(words);
    flush();
    return reply();
  }

  void send(String... words) throws IOException {
    raw("*" + words.length + "\r\n");
    for (String word : words) {
      raw("$" + word.length() + "\r\n" + word + "\r\n");
    }
  }

  void raw(String bytes) throws IOException {
    out.write(bytes.getBytes(ISO_8859_1));
  }

  void flush() throws IOException {
    out.flush();
  }

  String reply() throws IOException {
    String line = line();
    char kind = line.charAt(0);
    return switch (kind) {
      case '$', '=' -> line.equals("$-1") ? "nil" : kind + ":" + bulk(line);
      case '*', '>', '~' ->
          line.equals("*-1")
              ? "nil array"
              : kind + "" + elements(Integer.parseInt(line.substring(1)));
      case '%' -> "%" + elements(2 * Integer.parseInt(line.substring(1)));
      case '_' -> "null";
      default -> line;
    };
  }

  private String bulk(String header) throws IOException {
    byte[] value = in.readNBytes(Integer.parseInt(header.substring(1)));
    in.readNBytes(2);
    return new String(value, ISO_8859_1);
  }

  private List<String> elements(int count) throws IOException {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(reply());
    }
    return elements;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("closed after '" + line + "'");
      }
      if (c == '\n') {
        return line.substring(0, line.length() - 1);
      }
      line.append((char) c);
    }
  }

  /** Ends at once, without a trace that would keep the port. */
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
