package io.blatam.bul.figures;

/**
 * A figure that is not what was computed.
 *
 * @param code {@code changed-figure}: the composed text has another one in that place; {@code
 *     unproven-figure}: it comes from nowhere; {@code inconsistent-figure}: another section gives
 *     the same thing another value
 * @param section title of the chapter
 * @param figure as written
 * @param place row and column, or the words before it
 * @param expected the figure that belongs there, or the nearest known one
 */
public record FigureFinding(
    String code, String section, String figure, String place, String expected) {

  /** For a person. */
  public String detail() {
    return "\"%s\" at \"%s\"; %s %s"
        .formatted(
            figure,
            place,
            code.equals("unproven-figure") ? "the nearest known is" : "expected",
            expected);
  }
}
