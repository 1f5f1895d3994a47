package io.blatam.export.pptx;

import io.blatam.export.pptx.SlideLayout.Box;
import io.blatam.export.pptx.TextLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes text fit its box: larger where it would look lost, smaller down to what the last row can
 * still read, and beyond that on further slides. Items stay with their sub-items.
 */
final class TextFit {

  /** Larger text for a slide with few words. */
  private static final double[] LARGER = {1.4, 1.3, 1.2, 1.1};

  private static final double[] SMALLER = {1.0, 0.9, 0.85};

  /** The scale of text that goes over several slides anyway. */
  private static final double SPLIT = 0.9;

  /** Below this even a single giant paragraph is not set. */
  private static final double SMALLEST = 0.4;

  /** How full a box may be for its text to be enlarged. */
  private static final double SPARSE = 0.85;

  /** Lines for one slide and their scale. */
  record Page(List<TextLine> lines, double scale) {}

  private TextFit() {}

  /** Whether the text fits one box at a readable size. */
  static boolean fits(List<TextLine> lines, Box box) {
    return TextLine.fits(lines, box, SMALLER[SMALLER.length - 1]);
  }

  /** The largest pleasant scale at which the text fits; the least when it does not. */
  static double scale(List<TextLine> lines, Box box) {
    for (double scale : LARGER) {
      if (TextLine.height(lines, box, scale) <= box.textHeight() * SPARSE) {
        return scale;
      }
    }
    for (double scale : SMALLER) {
      if (TextLine.fits(lines, box, scale)) {
        return scale;
      }
    }
    double scale = SMALLER[SMALLER.length - 1];
    while (scale > SMALLEST && !TextLine.fits(lines, box, scale)) {
      scale -= 0.05;
    }
    return scale;
  }

  /** As few pages as possible, filled evenly. */
  static List<Page> pages(List<TextLine> lines, Box box) {
    if (fits(lines, box)) {
      return List.of(new Page(lines, scale(lines, box)));
    }
    List<List<TextLine>> groups = groups(lines);
    double total = TextLine.height(lines, box, SPLIT);
    double pages = Math.ceil(total / box.textHeight());
    double target = Math.min(box.textHeight(), total / pages * 1.1);
    List<Page> result = new ArrayList<>();
    List<TextLine> current = new ArrayList<>();
    for (List<TextLine> group : groups) {
      List<TextLine> longer = new ArrayList<>(current);
      longer.addAll(group);
      if (!current.isEmpty() && TextLine.height(longer, box, SPLIT) > target) {
        result.add(page(current, box));
        current = new ArrayList<>(group);
      } else {
        current = longer;
      }
    }
    result.add(page(current, box));
    return result;
  }

  private static Page page(List<TextLine> lines, Box box) {
    return new Page(lines, Math.min(1.0, scale(lines, box)));
  }

  /** Lines that belong together: an item with its sub-items, a subheading with what follows. */
  private static List<List<TextLine>> groups(List<TextLine> lines) {
    List<List<TextLine>> groups = new ArrayList<>();
    boolean headed = false;
    for (TextLine line : lines) {
      if (groups.isEmpty() || (line.level() == 0 && !headed)) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(line);
      headed = line.kind() == Kind.SUBHEAD;
    }
    return groups;
  }
}
