package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.ReplySink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the replies of a round of the loop, so that those of one connection leave in one write,
 * and all of them one after the other: each write may wake a client that sleeps, which costs more
 * than a command does, and a client that is awake already takes what comes with the others. Off the
 * heap, from where the socket takes them without another copy. Belongs to a loop, which lends it to
 * one connection at a time.
 */
final class Output implements ReplySink {

  private static final int CAPACITY = 256 * 1024;

  /** Whose replies have less room leave in two writes, so the others' leave first. */
  private static final int ROOM_TO_BEGIN = 32 * 1024;

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
  private final List<Part> parts = new ArrayList<>();
  private Outbox outbox;

  /** Where the replies begin of whom it is lent to. */
  private int begun;

  /** Whose replies were gathered. */
  interface Recipient {

    /** They leave now; of what is left of the buffer nothing is kept but as a copy. */
    void deliver(ByteBuffer replies);
  }

  private record Part(Recipient recipient, int from, int to) {}

  void lend(Outbox to) {
    if (gathered.remaining() < ROOM_TO_BEGIN) {
      deliver();
    }
    outbox = to;
    begun = gathered.position();
  }

  /**
   * That was all for now; it leaves with the others' replies when the round ends, or before.
   *
   * @return whether there is something to leave
   */
  boolean end(Recipient recipient) {
    int to = gathered.position();
    if (to == begun) {
      return false;
    }
    parts.add(new Part(recipient, begun, to));
    begun = to;
    return true;
  }

  /** The round is over: everything leaves. */
  void deliver() {
    for (Part part : parts) {
      gathered.limit(part.to()).position(part.from());
      part.recipient().deliver(gathered);
    }
    parts.clear();
    gathered.clear();
  }

  /** Makes room for more: what was gathered before leaves first. */
  private void flush() {
    int from = begun;
    int to = gathered.position();
    deliver();
    begun = 0;
    if (to > from) {
      gathered.limit(to).position(from);
      try {
        outbox.send(gathered);
      } finally {
        gathered.clear();
      }
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
