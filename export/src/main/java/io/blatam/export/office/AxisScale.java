package io.blatam.export.office;

import io.blatam.export.document.Chart;

/**
 * How a value axis writes its numbers. Sums in pesos soon have nine digits; those are written in
 * millions, and the axis says so.
 *
 * @param title what the axis counts, empty when the chart names no unit and needs no scaling
 * @param numberFormat in the notation of spreadsheets (invariant: comma groups, point decimals);
 *     the reader's program puts in the separators of the reader's country
 */
record AxisScale(String title, String numberFormat) {

  private static final double MILLION = 1e6;

  /** Where an axis changes to millions: below it, all digits are still easily read. */
  private static final double SCALED_FROM = 2e6;

  static AxisScale of(Chart chart, String language) {
    double largest =
        chart.series().stream()
            .flatMap(series -> series.values().stream())
            .mapToDouble(Math::abs)
            .max()
            .orElse(0);
    boolean whole = chart.whole();
    if (chart.unit().equals("%")) {
      return new AxisScale("", whole ? "0\"%\"" : "0.0\"%\"");
    }
    if (largest >= SCALED_FROM) {
      return new AxisScale(
          millions(chart.unit(), language), largest >= 20 * MILLION ? "#,##0,," : "#,##0.0,,");
    }
    return new AxisScale(chart.unit(), whole || largest >= 1_000 ? "#,##0" : "#,##0.0#");
  }

  private static String millions(String unit, String language) {
    if (language.equals("en")) {
      return unit.isEmpty() ? "Millions" : unit + " millions";
    }
    return unit.isEmpty() ? "Millones" : "Millones de " + unit;
  }
}
