package io.blatam.kvcache.resp.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One argument of a command, collected however it is chunked, in room that is made in proportion to
 * what has really come. One that is too long is passed over and not kept. Not thread-safe.
 */
final class Argument {

  /** Larger ones are read from the socket to where they stay. */
  private static final int DIRECT_BYTES = 64 * 1024;

  /** Before that much of one has come, nobody knows whether the rest will. */
  private static final int DIRECT_BEGIN = 16 * 1024;

  /** Room is made for so many times what has come, so that a large one is not copied often. */
  private static final int GROWTH = 16;

  private static final byte[] NOTHING = new byte[0];
  private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

  private byte[] bytes = NOTHING;
  private int length;
  private int filled;
  private long skip;

  /** Another one begins. */
  void begin(int itsLength) {
    bytes = NOTHING;
    length = itsLength;
    filled = 0;
    skip = 0;
  }

  /** Another one begins, of which nothing is kept. */
  void pass(long itsLength) {
    begin(0);
    skip = itsLength;
  }

  /** Nothing is kept any more. */
  void forget() {
    bytes = NOTHING;
    filled = 0;
  }

  /** Whether all of it has come. */
  boolean complete() {
    return skip == 0 && filled == length;
  }

  /** Whether what comes next of it is kept. */
  boolean kept() {
    return skip == 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Room that is made for what has not come yet. */
  int room() {
    return bytes.length - filled;
  }

  /**
   * @return how many of the bytes from one place up to another are part of it
   */
  int take(byte[] from, int start, int to) {
    if (skip > 0) {
      int skipped = (int) Math.min(skip, to - start);
      skip -= skipped;
      return skipped;
    }
    if (filled == 0 && to - start >= length) {
      // Copied in one go, the room needs not be cleared before.
      bytes = Arrays.copyOfRange(from, start, start + length);
      filled = length;
      return length;
    }
    grow(Math.max((long) GROWTH * (to - start), filled));
    int taken = Math.min(bytes.length - filled, to - start);
    System.arraycopy(from, start, bytes, filled, taken);
    filled += taken;
    return taken;
  }

  /**
   * Where the next bytes stay if it is large, so that they can be read from the socket without a
   * detour; else empty. Tell {@link #received} how many came.
   */
  ByteBuffer target(int atMost) {
    boolean large = length - filled >= DIRECT_BYTES && filled >= DIRECT_BEGIN;
    if (skip > 0 || !large) {
      return NOWHERE;
    }
    grow((long) GROWTH * filled);
    return ByteBuffer.wrap(bytes, filled, Math.min(bytes.length - filled, atMost));
  }

  void received(int count) {
    filled += count;
  }

  static ByteBuffer nowhere() {
    return NOWHERE;
  }

  private void grow(long more) {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, filled + more));
    }
  }
}
