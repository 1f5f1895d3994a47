package io.blatam.benchmarks.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;

/** The keys that redis-benchmark asks for: puts all of them there, so that every GET is a hit. */
final class Keys implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  Keys(Peer peer) throws IOException {
    socket.connect(new InetSocketAddress("127.0.0.1", peer.port()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  void clear() throws IOException {
    call("FLUSHALL".getBytes(ISO_8859_1));
  }

  /**
   * @return how many of them are there afterwards
   */
  int put(Load load) throws IOException {
    byte[] value = new byte[load.valueBytes()];
    new Random(1).nextBytes(value);
    for (int i = 0; i < load.keys(); i++) {
      call("SET".getBytes(ISO_8859_1), key(i), value);
    }
    int there = 0;
    for (int i = 0; i < load.keys(); i++) {
      there += call("EXISTS".getBytes(ISO_8859_1), key(i)).equals(":1") ? 1 : 0;
    }
    return there;
  }

  /** As redis-benchmark writes them. */
  private static byte[] key(int number) {
    return "key:%012d".formatted(number).getBytes(ISO_8859_1);
  }

  private String call(byte[]... words) throws IOException {
    out.write(("*" + words.length + "\r\n").getBytes(ISO_8859_1));
    for (byte[] word : words) {
      out.write(("$" + word.length + "\r\n").getBytes(ISO_8859_1));
      out.write(word);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
    out.flush();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server hung up");
      }
      line.append((char) c);
    }
    String reply = line.toString().strip();
    if (reply.startsWith("-")) {
      throw new IOException("the server answered " + reply);
    }
    return reply;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
