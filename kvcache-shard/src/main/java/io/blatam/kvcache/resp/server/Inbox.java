package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.wire.CommandParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What has come from one client and is not done yet: whole commands that have to wait, and the
 * command that has not wholly come. Belongs to the connection's thread.
 */
final class Inbox {

  /** The client sends nothing any more. */
  static final int END = -1;

  /** Of the buffer's length each, before others have their turn. */
  private static final int MAX_LARGE_READS = 32;

  private static final byte[] NOTHING = new byte[0];

  /** Does some of the commands in these bytes, and says up to where. */
  interface Work {
    int perform(byte[] bytes, int from, int to);
  }

  final CommandParser parser;
  private final Wire wire;
  private byte[] held = NOTHING;
  private int heldFrom;
  private long told;
  private int lately;

  Inbox(Wire wire, CommandParser parser) {
    this.wire = wire;
    this.parser = parser;
  }

  /**
   * @param most how many bytes may come into the buffer
   * @return how many did, possibly none; {@link #END} at the end
   */
  int read(byte[] buffer, int most) throws IOException {
    lately = 0;
    int large = readLarge(buffer.length);
    if (large <= 0) {
      return large;
    }
    int read = wire.read(ByteBuffer.wrap(buffer, 0, most));
    lately += Math.max(0, read);
    return read;
  }

  /**
   * Reads a large argument to where it stays, to its end if that has come: arguments of which many
   * connections have a half are what a collection of the heap copies.
   *
   * @return 1 where something else may follow, 0 where not, or {@link #END}
   */
  private int readLarge(int atMost) throws IOException {
    for (int i = 0; i < MAX_LARGE_READS; i++) {
      ByteBuffer target = parser.target(atMost);
      int wanted = target.remaining();
      if (wanted == 0) {
        return 1;
      }
      int read = wire.read(target);
      if (read < 0) {
        return END;
      }
      parser.received(read);
      lately += read;
      if (read < wanted) {
        return 0;
      }
    }
    return 0;
  }

  /** How many bytes came when it was last read, those of large arguments included. */
  int lately() {
    return lately;
  }

  /** These wait; to be called while nothing else does. */
  void hold(byte[] bytes, int from, int to) {
    held = Arrays.copyOfRange(bytes, from, to);
    heldFrom = 0;
  }

  /** Whether no command that has wholly come waits. */
  boolean isEmpty() {
    return heldFrom == held.length;
  }

  /** What these take, in bytes. */
  long waiting() {
    return held.length;
  }

  /** Takes up what waits. */
  void goOn(Work work) {
    heldFrom = work.perform(held, heldFrom, held.length);
    if (isEmpty()) {
      held = NOTHING;
      heldFrom = 0;
    }
  }

  /** Bytes kept of a command that has not wholly come. */
  long holds() {
    return parser.halfway() ? parser.held() : 0;
  }

  /** How many more these are than when it was last asked. */
  long change() {
    long change = holds() - told;
    told += change;
    return change;
  }

  /** Nothing is kept any more, and nothing read; the change of what was. */
  long drop() {
    parser.abandon();
    held = NOTHING;
    heldFrom = 0;
    return change();
  }
}
