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
 */
record Plane(
    Scale scale, double left, double right, double top, double bottom, List<List<String>> names) {

  static final double LABEL = 10.5;

  private static final double PLOT_HEIGHT = 190;
  private static final double LINE = 13;
  private static final int MAX_LABEL_LINES = 3;

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
    Plane plane = new Plane(scale, left, right, top, top + PLOT_HEIGHT, names);
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

  /** Writes the categories under the plot, every n-th where they would touch. */
  double drawCategories(Svg svg) {
    int every = thinning();
    int lines = 1;
    for (int i = 0; i < names.size(); i += every) {
      List<String> name = every == 1 ? names.get(i) : List.of(String.join(" ", names.get(i)));
      for (int line = 0; line < name.size(); line++) {
        svg.text(
            name.get(line),
            center(i),
            bottom + 16 + line * LINE,
            LABEL,
            Anchor.MIDDLE,
            Theme.MUTED);
      }
      lines = Math.max(lines, name.size());
    }
    return bottom + 10 + lines * LINE;
  }

  private int thinning() {
    double widest =
        names.stream()
            .mapToDouble(name -> TextWidth.of(String.join(" ", name), LABEL))
            .max()
            .orElse(0);
    boolean clipped = names.stream().flatMap(List::stream).anyMatch(line -> line.endsWith("…"));
    return clipped ? (int) Math.ceil((widest + 10) / slot()) : 1;
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
