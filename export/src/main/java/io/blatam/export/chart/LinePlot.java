package io.blatam.export.chart;

import io.blatam.export.document.Chart;
import io.blatam.export.document.Chart.Series;
import io.blatam.export.theme.Theme;
import java.util.List;

/** Lines through the values, with a dot at each where there is room. */
final class LinePlot {

  private static final int MAX_DOTS = 24;

  private LinePlot() {}

  /** Draws the lines and returns the picture's height. */
  static double draw(Svg svg, Chart chart, ValueLabels labels, Theme theme) {
    Plane plane = Plane.draw(svg, chart, scale(chart), labels, theme);
    boolean dots = chart.categories().size() <= MAX_DOTS;
    for (int s = 0; s < chart.series().size(); s++) {
      List<Double> values = chart.series().get(s).values();
      Path path = new Path().moveTo(plane.center(0), plane.y(values.get(0)));
      for (int c = 1; c < values.size(); c++) {
        path.lineTo(plane.center(c), plane.y(values.get(c)));
      }
      svg.stroked(path, theme.series(s), 2);
      for (int c = 0; dots && c < values.size(); c++) {
        svg.circle(plane.center(c), plane.y(values.get(c)), 3.2, theme.series(s));
      }
    }
    return plane.drawCategories(svg);
  }

  /**
   * The axis starts at zero unless all values lie in the upper half of the range, where zero would
   * flatten what the line has to show.
   */
  private static Scale scale(Chart chart) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Series series : chart.series()) {
      for (double value : series.values()) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    boolean fromZero = min > 0 && min < max / 2;
    return Scale.over(fromZero ? 0 : min, max < 0 && max > min / 2 ? 0 : max, chart.whole());
  }
}
