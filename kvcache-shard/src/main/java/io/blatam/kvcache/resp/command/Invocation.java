package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.api.CacheKey;
import java.util.Locale;

/**
 * One command as it came.
 *
 * @param arguments the name first
 * @param now milliseconds since the epoch
 */
record Invocation(Session session, Server server, byte[][] arguments, long now) {

  int size() {
    return arguments.length;
  }

  byte[] bytes(int index) {
    return arguments[index];
  }

  /** Bytes as characters of the same number, so that nothing is lost either way. */
  String text(int index) {
    return new String(arguments[index], ISO_8859_1);
  }

  /** As Redis shows it to people, for whom a text ends at its first zero byte. */
  String shown(int index) {
    return shown(arguments[index], Integer.MAX_VALUE);
  }

  static String shown(byte[] argument, int most) {
    int end = 0;
    while (end < argument.length && end < most && argument[end] != 0) {
      end++;
    }
    return new String(argument, 0, end, ISO_8859_1);
  }

  String upper(int index) {
    return text(index).toUpperCase(Locale.ROOT);
  }

  String lower(int index) {
    return text(index).toLowerCase(Locale.ROOT);
  }

  byte[] key(int index) {
    if (arguments[index].length > CacheKey.MAX_KEY_LENGTH) {
      throw new CommandException(
          "ERR a key of "
              + arguments[index].length
              + " bytes is longer than "
              + CacheKey.MAX_KEY_LENGTH
              + "; use a hash of it");
    }
    return arguments[index];
  }

  /**
   * @throws CommandException where Redis too would not take it for a 64-bit integer
   */
  long integer(int index) {
    String text = text(index);
    boolean canonical =
        !text.isEmpty()
            && text.length() <= 20
            && text.charAt(0) != '+'
            && (text.equals("0") || !(text.startsWith("0") || text.startsWith("-0")));
    if (!canonical) {
      throw CommandException.notAnInteger();
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw CommandException.notAnInteger();
    }
  }
}
