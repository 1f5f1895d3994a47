package io.blatam.redundancy.api;

/**
 * A stretch of a text.
 *
 * @param start first UTF-16 code unit, as Java and JavaScript count
 * @param end one past the last code unit
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("Not a span: " + start + " to " + end);
    }
  }

  public int length() {
    return end - start;
  }

  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  public String in(String text) {
    return text.substring(start, end);
  }
}
