package io.blatam.export.chart;

/** An SVG path of straight lines and cubic curves; arcs are written as curves. */
final class Path {

  private final StringBuilder data = new StringBuilder();

  Path moveTo(double x, double y) {
    return command('M', x, y);
  }

  Path lineTo(double x, double y) {
    return command('L', x, y);
  }

  Path close() {
    data.append('Z');
    return this;
  }

  /**
   * Goes along a circle from one angle to another, in radians, clockwise when {@code to} is larger.
   * The path must stand at the arc's beginning. Each piece spans at most a quarter turn, where a
   * cubic curve misses the circle by less than 0.03 % of its radius.
   */
  Path arc(double cx, double cy, double r, double from, double to) {
    int pieces = Math.max(1, (int) Math.ceil(Math.abs(to - from) / (Math.PI / 2)));
    double sweep = (to - from) / pieces;
    double handle = 4.0 / 3.0 * Math.tan(sweep / 4) * r;
    for (int i = 0; i < pieces; i++) {
      double a = from + i * sweep;
      double b = a + sweep;
      command(
          'C',
          cx + r * Math.cos(a) - handle * Math.sin(a),
          cy + r * Math.sin(a) + handle * Math.cos(a),
          cx + r * Math.cos(b) + handle * Math.sin(b),
          cy + r * Math.sin(b) - handle * Math.cos(b),
          cx + r * Math.cos(b),
          cy + r * Math.sin(b));
    }
    return this;
  }

  private Path command(char command, double... coordinates) {
    data.append(command);
    for (int i = 0; i < coordinates.length; i++) {
      data.append(i == 0 ? "" : " ").append(Svg.number(coordinates[i]));
    }
    return this;
  }

  @Override
  public String toString() {
    return data.toString();
  }
}
