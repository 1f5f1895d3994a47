package io.blatam.export.pptx;

import io.blatam.export.document.PlainText;
import io.blatam.export.office.TextWidth;
import io.blatam.export.pptx.SlideLayout.Box;
import java.util.List;
import org.commonmark.node.Node;

/**
 * One paragraph of a slide.
 *
 * @param content the node whose children are the text; code is its own text
 * @param text the words, for measuring
 * @param level 0 for the outermost
 * @param number of a numbered item, 0 for everything else
 */
record TextLine(Kind kind, Node content, String text, int level, int number) {

  enum Kind {
    PARAGRAPH,
    BULLET,
    NUMBER,
    QUOTE,
    SUBHEAD,
    CODE
  }

  /** Font sizes by level in points, as in the master's body style. */
  private static final double[] SIZES = {20, 18, 16, 14, 14};

  /** Left margins by level in points, as in the master's body style. */
  private static final double[] MARGINS = {22.5, 49.5, 76.5, 103.5, 130.5};

  static final int DEEPEST = SIZES.length - 1;
  private static final double CODE_SIZE = 14;
  private static final double LEADING = 1.22;
  private static final double MONOSPACED = 1.15;

  /** What text gains in space above a line, in points, when it is set twice as large. */
  private static final double AIRINESS = 30;

  static TextLine of(Kind kind, Node content, int level) {
    return new TextLine(kind, content, PlainText.of(content), level, 0);
  }

  static TextLine numbered(Node content, int level, int number) {
    return new TextLine(Kind.NUMBER, content, PlainText.of(content), level, number);
  }

  static TextLine code(Node content, String text) {
    return new TextLine(Kind.CODE, content, text, 0, 0);
  }

  double fontSize(double scale) {
    return Math.round((kind == Kind.CODE ? CODE_SIZE : SIZES[level]) * scale * 2) / 2.0;
  }

  /** Whether the line hangs behind a bullet or a number, at its level's margin. */
  boolean hangs() {
    return kind == Kind.BULLET || kind == Kind.NUMBER;
  }

  /** Above the line, in points: as in the master, and airy where the text is enlarged. */
  double spaceBefore(double scale) {
    if (kind == Kind.CODE) {
      return 0;
    }
    if (level == 0) {
      return scale > 1 ? 9 + AIRINESS * (scale - 1) : 9 * scale;
    }
    return 4 * scale;
  }

  private double height(double width, double scale) {
    double size = fontSize(scale);
    double margin = hangs() || level > 0 ? MARGINS[level] : 0;
    double letters = kind == Kind.CODE ? size * MONOSPACED : size;
    int lines = TextWidth.lines(text, letters * 1.02, width - margin);
    return lines * size * LEADING + spaceBefore(scale);
  }

  /** How high the lines stand in a box of that width, in points. */
  static double height(List<TextLine> lines, Box box, double scale) {
    return lines.stream().mapToDouble(line -> line.height(box.textWidth(), scale)).sum();
  }

  static boolean fits(List<TextLine> lines, Box box, double scale) {
    return height(lines, box, scale) <= box.textHeight();
  }
}
