package io.blatam.export.chart;

import io.blatam.export.chart.Svg.Anchor;
import io.blatam.export.document.Chart;
import io.blatam.export.document.Chart.Series;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * The ground on which bars and lines are drawn: legend, gridlines with their labels, categories
 * below. Left and right, top and bottom are the edges of the plot itself.
 *
 * @param names the categories, each wrapped to its slot
 */
record Plane(
    Scale scale,
    double left,
    double right,
    double top,
    double bottom,
    List<String> categories,
    List<List<String>> names) {

  static final double LABEL = 10.5;

  private static final double PLOT_HEIGHT = 190;
  private static final double LINE = 13;
  private static final int MAX_LABEL_LINES = 3;
  private static final double MAX_NAME = 150;

  /** Lays out a plane with one slot a category and draws everything but the values. */
  static Plane draw(Svg svg, Chart chart, Scale scale, ValueLabels labels, Theme theme) {
    double labelWidth =
        scale.ticks().stream()
            .mapToDouble(tick -> TextWidth.of(labels.tick(tick, scale.step()), LABEL))
            .max()
            .orElse(0);
    double left = Math.ceil(labelWidth) + 8;
    double right = ChartSvg.WIDTH - 2;
    double top = 8;
    if (chart.series().size() > 1) {
      List<String> names = chart.series().stream().map(Series::name).toList();
      top += Legend.draw(svg, names, theme, left, right, 0) + 6;
    }
    double slot = (right - left) / chart.categories().size();
    List<List<String>> names = new ArrayList<>();
    for (String category : chart.categories()) {
      names.add(TextWidth.wrap(category, slot - 6, LABEL, MAX_LABEL_LINES));
    }
    Plane plane = new Plane(scale, left, right, top, top + PLOT_HEIGHT, chart.categories(), names);
    plane.drawGrid(svg, labels);
    return plane;
  }

  private void drawGrid(Svg svg, ValueLabels labels) {
    for (double tick : scale.ticks()) {
      boolean base = tick == 0;
      double y = y(tick);
      svg.line(left, y, right, y, base ? Theme.MUTED : Theme.RULE, base ? 1 : 0.6);
      svg.text(labels.tick(tick, scale.step()), left - 7, y + 3.7, LABEL, Anchor.END, Theme.MUTED);
    }
  }

  /**
   * Writes the categories under the plot, on several lines or every n-th where they would touch.
   */
  double drawCategories(Svg svg) {
    boolean clipped = names.stream().flatMap(List::stream).anyMatch(line -> line.endsWith("…"));
    return clipped ? drawSome(svg) : drawAll(svg);
  }

  private double drawAll(Svg svg) {
    int lines = 1;
    for (int i = 0; i < names.size(); i++) {
      List<String> name = names.get(i);
      for (int line = 0; line < name.size(); line++) {
        double y = bottom + 16 + line * LINE;
        svg.text(name.get(line), center(i), y, LABEL, Anchor.MIDDLE, Theme.MUTED);
      }
      lines = Math.max(lines, name.size());
    }
    return bottom + 10 + lines * LINE;
  }

  private double drawSome(Svg svg) {
    List<String> shown =
        categories.stream().map(name -> TextWidth.shorten(name, MAX_NAME, LABEL)).toList();
    double widest = shown.stream().mapToDouble(name -> TextWidth.of(name, LABEL)).max().orElse(0);
    int every = (int) Math.ceil((widest + 10) / slot());
    for (int i = 0; i < shown.size(); i += every) {
      double half = TextWidth.of(shown.get(i), LABEL) / 2;
      double x = Math.max(half, Math.min(center(i), ChartSvg.WIDTH - half));
      svg.text(shown.get(i), x, bottom + 16, LABEL, Anchor.MIDDLE, Theme.MUTED);
    }
    return bottom + 10 + LINE;
  }

  double slot() {
    return (right - left) / names.size();
  }

  double center(int category) {
    return left + (category + 0.5) * slot();
  }

  double y(double value) {
    return bottom - scale.position(value) * (bottom - top);
  }
}
