package io.blatam.kvcache.resp.wire;

import java.util.Arrays;

/** One line of the protocol, collected however it is chunked. Not thread-safe. */
final class Line {

  private static final int ROOM = 64;

  private byte[] bytes = new byte[ROOM];
  private int length;
  private int position;
  private boolean tooLong;

  /**
   * Takes what belongs to the line; {@link #position} is behind it then, and behind its end.
   *
   * @return whether the line has ended; it ends with a line feed, and a carriage return before that
   *     is no part of it
   */
  boolean take(byte[] from, int start, int to) {
    int at = start;
    while (at < to && from[at] != '\n') {
      at++;
    }
    int taken = at - start;
    position = at;
    if (length + taken > ParserLimits.MAX_LINE) {
      tooLong = true;
      return false;
    }
    if (length + taken > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + taken));
    }
    System.arraycopy(from, start, bytes, length, taken);
    length += taken;
    if (at == to) {
      return false;
    }
    position++;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    return true;
  }

  int position() {
    return position;
  }

  /** It has more than {@link ParserLimits#MAX_LINE} bytes; there is no way on from here. */
  boolean tooLong() {
    return tooLong;
  }

  /** Only the first {@link #length} count; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Its first byte; a carriage return if there is none. */
  byte first() {
    return length == 0 ? (byte) '\r' : bytes[0];
  }

  void clear() {
    length = 0;
  }

  /** Like {@link #clear}, and gives back the room of a long one. */
  void release() {
    length = 0;
    bytes = new byte[ROOM];
  }

  /**
   * A decimal number as Redis reads one: no plus, no zeros in front, nothing around it.
   *
   * @param from where it begins
   * @throws ProtocolException with the complaint if it is none
   */
  long number(int from, String complaint) {
    int at = from;
    boolean negative = at < length && bytes[at] == '-';
    if (negative) {
      at++;
    }
    int digits = length - at;
    if (digits < 1 || digits > 19 || (bytes[at] == '0' && (digits > 1 || negative))) {
      throw new ProtocolException(complaint);
    }
    // Negative all the way: the smallest long has no positive counterpart.
    long value = 0;
    for (; at < length; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        throw new ProtocolException(complaint);
      }
      value = 10 * value - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw new ProtocolException(complaint);
    }
    return negative ? value : -value;
  }
}
