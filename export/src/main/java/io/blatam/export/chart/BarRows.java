package io.blatam.export.chart;

import io.blatam.export.chart.Svg.Anchor;
import io.blatam.export.document.Chart;
import io.blatam.export.document.Chart.Series;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;
import java.util.List;

/** Lying bars, one group a category, names to the left: for many categories or long names. */
final class BarRows {

  private static final double LABEL = 10.5;
  private static final double MAX_NAME = 210;
  private static final double LINE = 12.5;

  private BarRows() {}

  static double draw(Svg svg, Chart chart, ValueLabels labels, Theme theme) {
    Scale scale = BarPlot.scale(chart);
    List<List<String>> names =
        chart.categories().stream().map(name -> TextWidth.wrap(name, MAX_NAME, LABEL, 2)).toList();
    double left =
        names.stream()
                .flatMap(List::stream)
                .mapToDouble(name -> TextWidth.of(name, LABEL))
                .max()
                .orElse(0)
            + 10;
    double widestValue =
        chart.series().stream()
            .flatMap(series -> series.values().stream())
            .mapToDouble(value -> TextWidth.of(labels.value(value), LABEL - 1))
            .max()
            .orElse(0);
    double lastTick = TextWidth.of(labels.tick(scale.high(), scale.step()), LABEL) / 2;
    double right = ChartSvg.WIDTH - Math.ceil(Math.max(widestValue + 8, lastTick));
    int count = chart.series().size();
    double bar = count == 1 ? 15 : count == 2 ? 11 : 8;
    double group = Math.max(count * bar, names.stream().anyMatch(n -> n.size() > 1) ? 26 : 0) + 9;
    double top = 4;
    if (count > 1) {
      top +=
          Legend.draw(
                  svg, chart.series().stream().map(Series::name).toList(), theme, left, right, 0)
              + 4;
    }
    double bottom = top + group * names.size();
    grid(svg, scale, labels, left, right, top, bottom);
    for (int c = 0; c < names.size(); c++) {
      double middle = top + (c + 0.5) * group;
      name(svg, names.get(c), left, middle);
      for (int s = 0; s < count; s++) {
        double value = chart.series().get(s).values().get(c);
        double from = left + scale.position(Math.min(value, 0)) * (right - left);
        double to = left + scale.position(Math.max(value, 0)) * (right - left);
        double y = middle + (s - count / 2.0) * bar;
        svg.rect(from, y + 0.5, to - from, bar - 1, theme.series(s));
        String text = labels.value(value);
        double room = TextWidth.of(text, LABEL - 1) + 4;
        double x = value >= 0 ? to + 4 : Math.max(from - 4, left + room);
        svg.text(
            text,
            x,
            y + bar / 2 + 3.5,
            LABEL - 1,
            value >= 0 ? Anchor.START : Anchor.END,
            Theme.TEXT);
      }
    }
    double zero = left + scale.position(0) * (right - left);
    svg.line(zero, top, zero, bottom, Theme.MUTED, 1);
    return bottom + 20;
  }

  private static void name(Svg svg, List<String> lines, double left, double middle) {
    double y = middle + 3.7 - (lines.size() - 1) * LINE / 2;
    for (String line : lines) {
      svg.text(line, left - 8, y, LABEL, Anchor.END, Theme.TEXT);
      y += LINE;
    }
  }

  private static void grid(
      Svg svg,
      Scale scale,
      ValueLabels labels,
      double left,
      double right,
      double top,
      double bottom) {
    for (double tick : scale.ticks()) {
      double x = left + scale.position(tick) * (right - left);
      svg.line(x, top, x, bottom, Theme.RULE, 0.6);
      svg.text(
          labels.tick(tick, scale.step()), x, bottom + 14, LABEL - 0.5, Anchor.MIDDLE, Theme.MUTED);
    }
  }
}
