package io.blatam.export.chart;

import io.blatam.export.chart.Svg.Anchor;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;
import java.util.List;

/** The names of the series with their colours, in rows above the plot. */
final class Legend {

  private static final double SIZE = 11;
  private static final double SWATCH = 10;
  private static final double ROW = 18;
  private static final double GAP = 18;
  private static final double MAX_ITEM = 260;

  private Legend() {}

  /**
   * Draws the names from the left, wrapping at the right edge.
   *
   * @return the height used
   */
  static double draw(
      Svg svg, List<String> names, Theme theme, double left, double right, double top) {
    double x = left;
    double y = top;
    for (int i = 0; i < names.size(); i++) {
      String name = TextWidth.shorten(names.get(i), MAX_ITEM, SIZE);
      double width = SWATCH + 6 + TextWidth.of(name, SIZE);
      if (x > left && x + width > right) {
        x = left;
        y += ROW;
      }
      svg.rect(x, y + 2, SWATCH, SWATCH, theme.series(i));
      svg.text(name, x + SWATCH + 6, y + 11, SIZE, Anchor.START, Theme.TEXT);
      x += width + GAP;
    }
    return y + ROW - top;
  }
}
