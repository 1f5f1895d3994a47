package io.blatam.kvcache.resp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What goes to one client, and what of it the client has not read yet. Belongs to the connection's
 * thread. A wire that fails throws {@link UncheckedIOException}.
 */
final class Outbox {

  private static final int WRITE_BYTES = 128 * 1024;

  private final Wire wire;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private long unread;

  Outbox(Wire wire) {
    this.wire = wire;
  }

  boolean isEmpty() {
    return unsent.isEmpty();
  }

  /** In bytes. */
  long unread() {
    return unread;
  }

  /** In so many parts. */
  int parts() {
    return unsent.size();
  }

  /** What does not leave now is copied: the buffer goes on to others. */
  void send(ByteBuffer buffer) {
    if (unsent.isEmpty()) {
      write(buffer);
    }
    if (buffer.hasRemaining()) {
      byte[] rest = new byte[buffer.remaining()];
      buffer.get(rest);
      keep(ByteBuffer.wrap(rest));
    }
  }

  /** Without a copy: the bytes must not change afterwards. */
  void sendLarge(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (unsent.isEmpty()) {
      write(buffer);
    }
    if (buffer.hasRemaining()) {
      keep(buffer);
    }
  }

  private void keep(ByteBuffer rest) {
    unsent.add(rest);
    unread += rest.remaining();
  }

  /**
   * Sends as much as the wire takes now.
   *
   * @return whether it took anything
   */
  boolean drain() {
    long before = unread;
    while (!unsent.isEmpty()) {
      ByteBuffer next = unsent.peek();
      int left = next.remaining();
      write(next);
      unread -= left - next.remaining();
      if (next.hasRemaining()) {
        break;
      }
      unsent.poll();
    }
    return unread < before;
  }

  /** In pieces: the JDK copies all of a heap buffer for each write, however little is taken. */
  private void write(ByteBuffer buffer) {
    try {
      int end = buffer.limit();
      while (buffer.position() < end) {
        int piece = Math.min(end - buffer.position(), WRITE_BYTES);
        buffer.limit(buffer.position() + piece);
        int written = wire.write(buffer);
        buffer.limit(end);
        if (written < piece) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void clear() {
    unsent.clear();
    unread = 0;
  }
}
