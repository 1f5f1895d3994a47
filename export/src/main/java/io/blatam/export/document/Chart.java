package io.blatam.export.document;

import java.util.List;

/**
 * A chart as its author described it, known to be drawable: every series has one finite value a
 * category, and a pie has one series of non-negative values that are not all zero.
 *
 * @param title printed above the drawing, empty when there is none
 * @param unit what the values count ("COP", "%", "clientes"), empty when there is none
 */
public record Chart(
    Type type, String title, String unit, List<String> categories, List<Series> series) {

  /** How the values are drawn. */
  public enum Type {
    BAR,
    LINE,
    PIE
  }

  /** One named row of values, in the order of the categories. */
  public record Series(String name, List<Double> values) {
    public Series {
      values = List.copyOf(values);
    }
  }

  public Chart {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }

  /** Whether it counts: no value has a fraction. */
  public boolean whole() {
    return series.stream()
        .flatMap(one -> one.values().stream())
        .allMatch(value -> value == Math.rint(value));
  }
}
