package io.blatam.export.chart;

import io.blatam.export.chart.Svg.Anchor;
import io.blatam.export.document.Chart;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;
import java.util.List;

/** A pie as a ring, its parts named to the right with value and share, its sum in the middle. */
final class RingPlot {

  private static final double CENTER_X = 140;
  private static final double OUTER = 104;
  private static final double INNER = 60;
  private static final double ROW = 22;
  private static final double LABEL = 11;
  private static final double MIN_LABELLED = 0.06;
  private static final double NAMES_LEFT = 292;
  private static final double VALUES_RIGHT = 560;

  private RingPlot() {}

  /** Draws the ring and returns the picture's height. */
  static double draw(Svg svg, Chart chart, ValueLabels labels, Theme theme) {
    List<Double> values = chart.series().get(0).values();
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    double height = Math.max(2 * OUTER + 12, values.size() * ROW + 12);
    double cy = height / 2;
    double angle = -Math.PI / 2;
    for (int i = 0; i < values.size(); i++) {
      double share = values.get(i) / sum;
      double end = angle + share * 2 * Math.PI;
      if (share > 0) {
        slice(svg, cy, angle, end, theme.series(i));
      }
      if (share >= MIN_LABELLED) {
        double middle = (angle + end) / 2;
        double r = (OUTER + INNER) / 2;
        svg.boldText(
            labels.share(Math.round(share * 100) / 100.0),
            CENTER_X + r * Math.cos(middle),
            cy + r * Math.sin(middle) + 4,
            LABEL,
            Anchor.MIDDLE,
            Theme.textOn(theme.series(i)));
      }
      angle = end;
    }
    middle(svg, labels, sum, cy);
    names(svg, chart, labels, theme, sum, cy);
    return height;
  }

  private static void slice(Svg svg, double cy, double from, double to, String fill) {
    double gap = to - from < 2 * Math.PI - 1e-6 ? Math.min(0.008, (to - from) / 4) : 0;
    double a = from + gap;
    double b = to - gap;
    svg.filled(
        new Path()
            .moveTo(CENTER_X + OUTER * Math.cos(a), cy + OUTER * Math.sin(a))
            .arc(CENTER_X, cy, OUTER, a, b)
            .lineTo(CENTER_X + INNER * Math.cos(b), cy + INNER * Math.sin(b))
            .arc(CENTER_X, cy, INNER, b, a)
            .close(),
        fill);
  }

  private static void middle(Svg svg, ValueLabels labels, double sum, double cy) {
    svg.boldText(labels.value(sum), CENTER_X, cy + 1, 17, Anchor.MIDDLE, Theme.TEXT);
    String caption = TextWidth.shorten(labels.caption(), 2 * INNER - 14, 9.5);
    if (!caption.equals("%")) {
      svg.text(caption, CENTER_X, cy + 16, 9.5, Anchor.MIDDLE, Theme.MUTED);
    }
  }

  private static void names(
      Svg svg, Chart chart, ValueLabels labels, Theme theme, double sum, double cy) {
    List<Double> values = chart.series().get(0).values();
    double y = cy - values.size() * ROW / 2;
    for (int i = 0; i < values.size(); i++) {
      String value = labels.value(values.get(i));
      double room = VALUES_RIGHT - NAMES_LEFT - 16 - TextWidth.of(value, LABEL) - 10;
      double base = y + ROW / 2 + 4;
      svg.rect(NAMES_LEFT, base - 9, 10, 10, theme.series(i));
      svg.text(
          TextWidth.shorten(chart.categories().get(i), room, LABEL),
          NAMES_LEFT + 16,
          base,
          LABEL,
          Anchor.START,
          Theme.TEXT);
      svg.text(value, VALUES_RIGHT, base, LABEL, Anchor.END, Theme.TEXT);
      svg.text(
          labels.share(values.get(i) / sum),
          ChartSvg.WIDTH - 4,
          base,
          LABEL,
          Anchor.END,
          Theme.MUTED);
      y += ROW;
      if (i < values.size() - 1) {
        svg.line(NAMES_LEFT, y, ChartSvg.WIDTH - 4, y, Theme.RULE, 0.5);
      }
    }
  }
}
