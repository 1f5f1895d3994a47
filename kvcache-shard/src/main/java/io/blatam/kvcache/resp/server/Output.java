package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.ReplySink;
import java.nio.ByteBuffer;

/**
 * Gathers the replies of one connection's batch of commands, so that they leave in one write; off
 * the heap, from where the socket takes them without another copy. Belongs to a loop, which lends
 * it to one connection at a time.
 */
final class Output implements ReplySink {

  private static final int CAPACITY = 128 * 1024;

  /**
   * Values from here on leave in a write of their own. Below, one copy is cheaper than two writes
   * more, each of which wakes the client for a part of its reply.
   */
  private static final int LARGE = 96 * 1024;

  /** What is kept for a client that does not read is better a reference than a copy. */
  private static final int LARGE_WHEN_UNREAD = 128;

  private static final byte[] LINE_END = "\r\n".getBytes(ISO_8859_1);

  private final ByteBuffer gathered = ByteBuffer.allocateDirect(CAPACITY);
  private final byte[] digits = new byte[20];
  private Outbox outbox;

  void lend(Outbox to) {
    outbox = to;
    gathered.clear();
  }

  void flush() {
    if (gathered.position() > 0) {
      gathered.flip();
      outbox.send(gathered);
      gathered.clear();
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    if (bytes.length > CAPACITY) {
      flush();
      outbox.sendLarge(bytes);
      return;
    }
    room(bytes.length);
    gathered.put(bytes);
  }

  @Override
  public void value(byte[] bytes) {
    if (bytes.length >= (outbox.unread() > 0 ? LARGE_WHEN_UNREAD : LARGE)) {
      flush();
      outbox.sendLarge(bytes);
    } else {
      bytes(bytes);
    }
  }

  @Override
  public void header(char kind, long number) {
    room(24);
    gathered.put((byte) kind);
    if (number >= 0 && number < 10) {
      gathered.put((byte) ('0' + number));
    } else {
      decimal(number);
    }
    gathered.put((byte) '\r').put((byte) '\n');
  }

  @Override
  public void lineEnd() {
    bytes(LINE_END);
  }

  private void decimal(long number) {
    // Negative all the way: the smallest long has no positive counterpart.
    long left = number < 0 ? number : -number;
    int at = digits.length;
    do {
      digits[--at] = (byte) ('0' - left % 10);
      left /= 10;
    } while (left != 0);
    if (number < 0) {
      gathered.put((byte) '-');
    }
    gathered.put(digits, at, digits.length - at);
  }

  private void room(int bytes) {
    if (gathered.remaining() < bytes) {
      flush();
    }
  }
}
