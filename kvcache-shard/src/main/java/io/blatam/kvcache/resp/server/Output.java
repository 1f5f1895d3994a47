package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.ReplySink;

/**
 * Gathers the replies of one connection's batch of commands, so that they leave in one write.
 * Belongs to a loop, which lends it to one connection at a time.
 */
final class Output implements ReplySink {

  private static final int CAPACITY = 64 * 1024;

  /** Values from here on are not copied. */
  private static final int LARGE = 16 * 1024;

  /** What is kept for a client that does not read is better a reference than a copy. */
  private static final int LARGE_WHEN_UNREAD = 128;

  private static final byte[] LINE_END = "\r\n".getBytes(ISO_8859_1);

  private final byte[] gathered = new byte[CAPACITY];
  private final byte[] digits = new byte[20];
  private int size;
  private Connection connection;

  void lend(Connection to) {
    connection = to;
    size = 0;
  }

  void flush() {
    if (size > 0) {
      connection.send(gathered, size);
      size = 0;
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    if (bytes.length > CAPACITY) {
      flush();
      connection.sendLarge(bytes);
      return;
    }
    room(bytes.length);
    System.arraycopy(bytes, 0, gathered, size, bytes.length);
    size += bytes.length;
  }

  @Override
  public void value(byte[] bytes) {
    if (bytes.length >= (connection.unread() > 0 ? LARGE_WHEN_UNREAD : LARGE)) {
      flush();
      connection.sendLarge(bytes);
    } else {
      bytes(bytes);
    }
  }

  @Override
  public void header(char kind, long number) {
    room(24);
    gathered[size++] = (byte) kind;
    if (number >= 0 && number < 10) {
      gathered[size++] = (byte) ('0' + number);
    } else {
      decimal(number);
    }
    gathered[size++] = '\r';
    gathered[size++] = '\n';
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
      gathered[size++] = '-';
    }
    System.arraycopy(digits, at, gathered, size, digits.length - at);
    size += digits.length - at;
  }

  private void room(int bytes) {
    if (CAPACITY - size < bytes) {
      flush();
    }
  }
}
