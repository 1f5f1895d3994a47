package io.blatam.export.chart;

import io.blatam.export.document.Chart;
import io.blatam.export.document.Chart.Series;
import io.blatam.export.theme.Theme;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Draws a chart as one SVG element. A pure function: the same chart, locale and theme give the same
 * text. The title is left to the page, which has better type for it.
 */
public final class ChartSvg {

  /** The width of every chart in SVG units, which are CSS pixels: the text column of an A4 page. */
  public static final double WIDTH = 640;

  private ChartSvg() {}

  /**
   * A drawn chart.
   *
   * @param height in SVG units; the width is {@link #WIDTH}
   */
  public record Drawing(String svg, double height) {}

  /**
   * @param locale decides separators and the words for millions
   */
  public static Drawing draw(Chart chart, Locale locale, Theme theme) {
    ValueLabels labels = ValueLabels.forValuesUpTo(largest(chart), chart.unit(), locale);
    Svg svg = new Svg();
    double height =
        switch (chart.type()) {
          case BAR -> BarPlot.draw(svg, chart, labels, theme);
          case LINE -> LinePlot.draw(svg, chart, labels, theme);
          case PIE -> RingPlot.draw(svg, chart, labels, theme);
        };
    return new Drawing(
        svg.document(WIDTH, height, chart.title(), description(chart, labels)), height);
  }

  /** What the values of this chart are counted in, "Millones de COP"; empty when unknown. */
  public static String caption(Chart chart, Locale locale) {
    return ValueLabels.forValuesUpTo(largest(chart), chart.unit(), locale).caption();
  }

  private static double largest(Chart chart) {
    return chart.series().stream()
        .flatMap(series -> series.values().stream())
        .mapToDouble(Math::abs)
        .max()
        .orElse(0);
  }

  private static String description(Chart chart, ValueLabels labels) {
    StringJoiner lines = new StringJoiner("; ");
    for (Series series : chart.series()) {
      StringJoiner points =
          new StringJoiner(", ", series.name().isEmpty() ? "" : series.name() + ": ", "");
      for (int i = 0; i < chart.categories().size(); i++) {
        points.add(chart.categories().get(i) + " " + labels.value(series.values().get(i)));
      }
      lines.add(points.toString());
    }
    String caption = labels.caption();
    return caption.isEmpty() ? lines.toString() : lines + " (" + caption + ")";
  }
}
