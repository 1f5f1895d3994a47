package io.blatam.export.html;

import io.blatam.export.chart.ChartSvg;
import io.blatam.export.document.Card;
import io.blatam.export.document.PlainText;
import io.blatam.export.typography.TextWidth;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * How large the text of a slide is set on a page, so that few words fill it and many fit it. The
 * sizes are classes of the paged stylesheet, and lengths are in points.
 */
final class SlideFit {

  /** The room below a title of one line. */
  private static final double WIDTH = 629;

  private static final double HEIGHT = 262;

  /** What text may fill of that before it looks crowded. */
  private static final double PLEASANT = 0.85;

  private static final double LEADING = 1.48;
  private static final int MANY_LINES = 100;

  /** The size of a deck's text. */
  private static final int OWN = 14;

  private static final int[] LARGER = {20, 18, 16};
  private static final int[] SMALLER = {OWN, 13, 12, 11};

  private static final int[] CARD_SIZES = {17, 15, 13, 11};
  private static final double NAME_TO_TEXT = 1.15;
  private static final double CARD_GAP = 14;
  private static final double CARD_PADDING = 28;
  private static final double BELOW_NAME = 6;

  /** In percent of the slide's width. */
  private static final int[] CHART_WIDTHS = {94, 84, 74, 64, 54};

  private static final double CHART_HEIGHT = 205;

  private SlideFit() {}

  /** The class for a slide of text; empty where the deck's own size is right. */
  static String text(List<Node> blocks) {
    for (int size : LARGER) {
      if (height(blocks, size) <= HEIGHT * PLEASANT) {
        return "text-" + size;
      }
    }
    for (int size : SMALLER) {
      if (height(blocks, size) <= HEIGHT) {
        return size == OWN ? "" : "text-" + size;
      }
    }
    return "";
  }

  /**
   * The class at which each of the cards fits its box; nothing where one never does, or where there
   * are none.
   */
  static Optional<String> cards(List<Card> cards) {
    if (cards.isEmpty()) {
      return Optional.empty();
    }
    int columns = CardGrid.columns(cards.size());
    int rows = (cards.size() + columns - 1) / columns;
    double width = (WIDTH - CARD_GAP * (columns - 1)) / columns - CARD_PADDING;
    double height = (HEIGHT - CARD_GAP * (rows - 1)) / rows - CARD_PADDING;
    for (int size : CARD_SIZES) {
      if (cards.stream().allMatch(card -> height(card, width, size) <= height)) {
        return Optional.of("text-" + size);
      }
    }
    return Optional.empty();
  }

  /**
   * The class for a chart that has its slide to itself but for a line or two.
   *
   * @param height of the drawing, in its own units
   */
  static String chart(double height) {
    for (int share : CHART_WIDTHS) {
      if (height * WIDTH * share / (100 * ChartSvg.WIDTH) <= CHART_HEIGHT) {
        return "chart-" + share;
      }
    }
    return "chart-" + CHART_WIDTHS[CHART_WIDTHS.length - 1];
  }

  private static double height(List<Node> blocks, double size) {
    return blocks.stream().mapToDouble(block -> height(block, WIDTH, size)).sum();
  }

  private static double height(Card card, double width, double size) {
    return lines(card.name(), width, size * NAME_TO_TEXT)
        + BELOW_NAME
        + lines(card.text(), width, size);
  }

  /** Infinite for what is not text. */
  private static double height(Node node, double width, double size) {
    if (node instanceof Paragraph) {
      boolean tight = node.getParent().getParent() instanceof ListBlock list && list.isTight();
      return lines(PlainText.of(node), width, size) + (tight ? 0 : 0.75 * size);
    } else if (node instanceof Heading) {
      return lines(PlainText.of(node), width, size * 1.36) + 2.3 * size;
    } else if (node instanceof ListBlock) {
      return inside(node, width - 1.5 * size, size) + 0.9 * size;
    } else if (node instanceof ListItem) {
      return inside(node, width, size) + 0.3 * size;
    } else if (node instanceof BlockQuote) {
      return inside(node, width - 2.4 * size, size) + 2.9 * size;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double inside(Node parent, double width, double size) {
    double sum = 0;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      sum += height(node, width, size);
    }
    return sum;
  }

  private static double lines(String text, double width, double size) {
    return TextWidth.wrap(text, width, size * 1.03, MANY_LINES).size() * size * LEADING;
  }
}
