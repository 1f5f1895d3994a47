package io.blatam.export.office;

import java.text.Normalizer;

/**
 * How much room text takes in Calibri (and in Carlito, which has the same metrics), measured
 * without a font file or a graphics environment, so that a page or a slide comes out the same on
 * every machine. Letters with accents are as wide as the bare letter; what is not Latin counts as
 * one em, which errs on the side of too much room.
 */
public final class TextWidth {

  private static final int FIRST = ' ';
  private static final int EM = 1000;

  /** Advance widths of the characters from space to tilde, in thousandths of an em. */
  private static final int[] ADVANCES = {
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
    229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498
  };

  private static final int NARROWEST_EM = 4;

  private TextWidth() {}

  /** The width of the text on one line, in points, at that font size in points. */
  public static double of(String text, double size) {
    return em(text) * size / EM;
  }

  /**
   * How many lines the text takes when it is broken at spaces.
   *
   * @param width of the column, in the unit of the size (points); where deep nesting leaves next to
   *     none, the column is still a few letters wide
   */
  public static int lines(String text, double size, double width) {
    double column = Math.max(width, NARROWEST_EM * size);
    double space = ADVANCES[0] * size / EM;
    int lines = 1;
    double used = 0;
    for (String word : text.split("\\s+")) {
      double wide = of(word, size);
      if (used > 0 && used + space + wide > column) {
        lines++;
        used = 0;
      }
      used += (used > 0 ? space : 0) + wide;
      while (used > column) {
        lines++;
        used -= column;
      }
    }
    return lines;
  }

  private static long em(String text) {
    String bare = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
    return bare.codePoints().mapToLong(TextWidth::advance).sum();
  }

  private static int advance(int character) {
    int index = character - FIRST;
    if (index >= 0 && index < ADVANCES.length) {
      return ADVANCES[index];
    }
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.CONTROL, Character.FORMAT -> 0;
      case Character.SPACE_SEPARATOR -> ADVANCES[0];
      case Character.DASH_PUNCTUATION, Character.OTHER_PUNCTUATION, Character.CURRENCY_SYMBOL ->
          character == '—' || character == '…' ? 905 : 507;
      case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> 435;
      default -> EM;
    };
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 128);
  }
}
