package io.blatam.export.typography;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Widths of text in IBM Plex Sans, the body face of PDF and charts, from the advance widths of its
 * regular cut. Digits are all 600 wide, which is what lines numbers up in columns.
 */
public final class TextWidth {

  private static final int FIRST = 32;

  /** Advance widths in thousandths of an em, from U+0020 to U+007E. */
  private static final short[] ADVANCES = {
    236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600,
    600, 600, 600, 600, 600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583,
    559, 695, 707, 400, 510, 634, 501, 812, 707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613,
    593, 580, 317, 383, 317, 600, 565, 600, 534, 580, 503, 580, 549, 324, 528, 568, 250, 250, 527,
    272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343, 314, 343, 600
  };

  private static final int NARROW_SPACE = 118;
  private static final int OTHER = 620;
  private static final int IDEOGRAPH = 1000;
  private static final double SEMIBOLD = 1.04;

  private TextWidth() {}

  /** The width of one line of text at the given size, in the size's unit. */
  public static double of(String text, double fontSize) {
    String bare = Normalizer.normalize(text, Normalizer.Form.NFD);
    long sum = bare.codePoints().mapToLong(TextWidth::advance).sum();
    return sum * fontSize / 1000;
  }

  /** The same for the semi-bold cut, which runs a little wider. */
  public static double ofSemiBold(String text, double fontSize) {
    return of(text, fontSize) * SEMIBOLD;
  }

  /**
   * Breaks a label into lines no wider than {@code maxWidth}; what does not fit into {@code
   * maxLines} ends in an ellipsis.
   */
  public static List<String> wrap(String text, double maxWidth, double fontSize, int maxLines) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words(text)) {
      if (!line.isEmpty() && of((line + word).strip(), fontSize) > maxWidth) {
        lines.add(line.strip());
        line = "";
      }
      line += word;
    }
    if (!line.isBlank()) {
      lines.add(line.strip());
    }
    if (lines.size() > maxLines) {
      List<String> kept = new ArrayList<>(lines.subList(0, maxLines - 1));
      kept.add(String.join(" ", lines.subList(maxLines - 1, lines.size())));
      lines = kept;
    }
    return lines.stream().map(each -> shorten(each, maxWidth, fontSize)).toList();
  }

  /** The text, or as much of it as fits with an ellipsis. */
  public static String shorten(String text, double maxWidth, double fontSize) {
    if (of(text, fontSize) <= maxWidth) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    for (int length = points.length - 1; length > 1; length--) {
      String candidate = new String(points, 0, length).stripTrailing() + "…";
      if (of(candidate, fontSize) <= maxWidth) {
        return candidate;
      }
    }
    return points.length == 0 ? "" : new String(points, 0, 1) + "…";
  }

  private static List<String> words(String text) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> words = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      words.add(text.substring(start, end));
    }
    return words;
  }

  private static int advance(int codePoint) {
    if (codePoint >= FIRST && codePoint < FIRST + ADVANCES.length) {
      return ADVANCES[codePoint - FIRST];
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.FORMAT -> 0;
      case Character.SPACE_SEPARATOR -> codePoint == 0xA0 ? ADVANCES[0] : NARROW_SPACE;
      case Character.OTHER_LETTER, Character.OTHER_SYMBOL -> IDEOGRAPH;
      default -> OTHER;
    };
  }
}
