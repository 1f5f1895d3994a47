package io.blatam.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to. */
public final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  public RawClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(15_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads up to and including {@code end}; what there is if the connection ends before. */
  public String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < end.length() || text.indexOf(end, text.length() - end.length()) < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  public String readHead() throws IOException {
    return readUntil("\r\n\r\n");
  }

  /** What comes until the connection ends, in good order or not. */
  public String readAll() throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        text.append((char) next);
      }
    } catch (SocketException reset) {
      // an end as well
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
