package io.blatam.redundancy.http;

/** What a text must be like to be read here. */
final class TextLimit {

  /** UTF-16 code units: some 400 pages. */
  static final int MAX_LENGTH = 1 << 20;

  private TextLimit() {}

  static void check(String field, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + ": must not be empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          field + ": must have at most " + MAX_LENGTH + " characters, not " + text.length());
    }
  }
}
