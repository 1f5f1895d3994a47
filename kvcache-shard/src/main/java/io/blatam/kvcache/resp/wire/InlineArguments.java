package io.blatam.kvcache.resp.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command that somebody typed: words between blanks, {@code "quotes with \n and \x41"},
 * {@code 'quotes with \' only'}.
 */
final class InlineArguments {

  private final byte[] line;
  private final int length;
  private int at;

  private InlineArguments(byte[] line, int length) {
    this.line = line;
    this.length = length;
  }

  static byte[][] split(byte[] line, int length) {
    return new InlineArguments(line, length).words();
  }

  private byte[][] words() {
    List<byte[]> words = new ArrayList<>();
    while (true) {
      while (at < length && blank(line[at])) {
        at++;
      }
      if (at == length) {
        return words.toArray(byte[][]::new);
      }
      words.add(word());
    }
  }

  private byte[] word() {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    while (at < length && !blank(line[at])) {
      byte c = line[at++];
      if (c == '"') {
        doubleQuoted(word);
      } else if (c == '\'') {
        singleQuoted(word);
      } else {
        word.write(c);
      }
    }
    return word.toByteArray();
  }

  private void doubleQuoted(ByteArrayOutputStream word) {
    while (at < length && line[at] != '"') {
      if (line[at] != '\\' || at + 1 == length) {
        word.write(line[at++]);
      } else if (line[at + 1] == 'x' && at + 3 < length && hex(at + 2) >= 0 && hex(at + 3) >= 0) {
        word.write(16 * hex(at + 2) + hex(at + 3));
        at += 4;
      } else {
        word.write(
            switch (line[at + 1]) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'b' -> '\b';
              case 'a' -> 7;
              default -> line[at + 1];
            });
        at += 2;
      }
    }
    closeQuote();
  }

  private void singleQuoted(ByteArrayOutputStream word) {
    while (at < length && line[at] != '\'') {
      if (line[at] == '\\' && at + 1 < length && line[at + 1] == '\'') {
        at++;
      }
      word.write(line[at++]);
    }
    closeQuote();
  }

  private void closeQuote() {
    boolean closed = at < length && (at + 1 == length || blank(line[at + 1]));
    if (!closed) {
      throw new ProtocolException("unbalanced quotes in request");
    }
    at++;
  }

  private int hex(int index) {
    return Character.digit(line[index], 16);
  }

  private static boolean blank(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
  }
}
