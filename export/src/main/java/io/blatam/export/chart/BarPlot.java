package io.blatam.export.chart;

import io.blatam.export.chart.Svg.Anchor;
import io.blatam.export.document.Chart;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;

/**
 * Bars from zero, grouped by category: upright where the categories' names fit below them, lying
 * where they do not.
 */
final class BarPlot {

  private static final double LABEL = 10;
  private static final double MAX_BAR = 56;
  private static final double ROOM_FOR_LABELS = 0.08;

  private BarPlot() {}

  /** Draws the bars and returns the picture's height. */
  static double draw(Svg svg, Chart chart, ValueLabels labels, Theme theme) {
    return needsRows(chart)
        ? BarRows.draw(svg, chart, labels, theme)
        : drawColumns(svg, chart, labels, theme);
  }

  private static boolean needsRows(Chart chart) {
    double slot = (ChartSvg.WIDTH - 60) / chart.categories().size();
    return chart.categories().stream()
        .anyMatch(
            name ->
                TextWidth.wrap(name, slot - 6, Plane.LABEL, 3).stream()
                    .anyMatch(line -> line.endsWith("…")));
  }

  private static double drawColumns(Svg svg, Chart chart, ValueLabels labels, Theme theme) {
    Scale scale = scale(chart);
    Plane plane = Plane.draw(svg, chart, scale, labels, theme);
    int count = chart.series().size();
    double width = Math.min(MAX_BAR, plane.slot() * (count == 1 ? 0.56 : 0.74) / count);
    boolean labelled = fitsLabels(chart, labels, width);
    for (int s = 0; s < count; s++) {
      for (int c = 0; c < chart.categories().size(); c++) {
        double value = chart.series().get(s).values().get(c);
        double x = plane.center(c) + (s - count / 2.0) * width;
        double y = plane.y(Math.max(value, 0));
        double height = plane.y(Math.min(value, 0)) - y;
        svg.rect(x, y, width - 1.5, height, theme.series(s));
        if (labelled) {
          double labelY = value < 0 ? y + height + 11 : y - 4;
          svg.text(labels.value(value), x + width / 2, labelY, LABEL, Anchor.MIDDLE, Theme.TEXT);
        }
      }
    }
    svg.line(plane.left(), plane.y(0), plane.right(), plane.y(0), Theme.MUTED, 1);
    return plane.drawCategories(svg);
  }

  /** Labels stand on the bars only where each is narrower than its bar and the bar's gap. */
  private static boolean fitsLabels(Chart chart, ValueLabels labels, double width) {
    return chart.series().stream()
        .flatMap(series -> series.values().stream())
        .allMatch(value -> TextWidth.of(labels.value(value), LABEL) <= width + 2);
  }

  /** A scale from zero, with room for the labels above the highest and below the lowest bar. */
  static Scale scale(Chart chart) {
    double min = 0;
    double max = 0;
    for (Chart.Series series : chart.series()) {
      for (double value : series.values()) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (min == 0 && max == 0) {
      return Scale.over(0, 1, chart.whole());
    }
    double room = (max - min) * ROOM_FOR_LABELS;
    return Scale.over(min < -room ? min - room : min, max > 0 ? max + room : 0, chart.whole());
  }
}
