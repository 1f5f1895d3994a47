package io.blatam.kvcache.resp.wire;

import java.util.Arrays;

/**
 * Cuts a command that has wholly arrived without the parser's detour over states. It takes what
 * clients nearly always send, a few short arguments in RESP's plainest form, and leaves everything
 * else, malformed commands too, to {@link CommandParser}, which alone decides what they mean. Not
 * thread-safe.
 */
final class WholeCommand {

  private static final int MAX_WORDS = 8;

  /** A count has at most so many digits. */
  private static final int MAX_DIGITS = 6;

  private static final byte[][] NONE = new byte[0][];

  private final int maxWordBytes;
  private byte[][] words = NONE;
  private int at;

  WholeCommand(ParserLimits limits) {
    long share = limits.maxCommandBytes() / MAX_WORDS - ParserLimits.ARGUMENT_OVERHEAD;
    maxWordBytes =
        (int)
            Math.min(ParserLimits.UNAUTHENTICATED_BULK, Math.min(limits.maxArgumentBytes(), share));
  }

  /**
   * @param from where a command begins with an asterisk
   * @return whether it was cut; if not, nothing has happened
   */
  boolean cut(byte[] bytes, int from, int to) {
    at = from + 1;
    int count = number(bytes, to);
    if (count < 1 || count > MAX_WORDS) {
      return false;
    }
    byte[][] cut = new byte[count][];
    for (int i = 0; i < count; i++) {
      if (at == to || bytes[at++] != '$') {
        return false;
      }
      int length = number(bytes, to);
      // What stands where the line should end is never looked at.
      if (length < 0 || length > maxWordBytes || length > to - at - 2) {
        return false;
      }
      // Copied in one go, the room needs not be cleared before.
      cut[i] = Arrays.copyOfRange(bytes, at, at + length);
      at += length + 2;
    }
    words = cut;
    return true;
  }

  byte[][] words() {
    return words;
  }

  /** Where the next command begins. */
  int end() {
    return at;
  }

  /** A number without a sign or a zero too many, and its line's end; -1 for anything else. */
  private int number(byte[] bytes, int to) {
    int begin = at;
    int end = Math.min(to, begin + MAX_DIGITS);
    int value = 0;
    int i = begin;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      value = 10 * value + bytes[i++] - '0';
    }
    boolean plain = i > begin && (bytes[begin] != '0' || i == begin + 1);
    if (!plain || to - i < 2 || bytes[i] != '\r' || bytes[i + 1] != '\n') {
      return -1;
    }
    at = i + 2;
    return value;
  }
}
