package io.blatam.export.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A value axis with round ticks: steps of 1, 2, 2.5 or 5 times a power of ten, so that every
 * gridline stands at a number people would say.
 *
 * @param low the lowest tick
 * @param high the highest tick
 * @param step the distance between ticks
 */
record Scale(double low, double high, double step) {

  private static final int FEWEST = 4;
  private static final int MOST = 8;
  private static final double[] ROUND = {1, 2, 2.5, 5};

  /**
   * An axis that holds both values: the round step that leaves the least of the axis empty.
   *
   * @param whole whether ticks are whole numbers, since what is counted has no fractions
   */
  static Scale over(double min, double max, boolean whole) {
    double range = max - min;
    if (range == 0 || !Double.isFinite(range)) {
      range = max == 0 ? 1 : Math.abs(max);
    }
    int power = (int) Math.floor(Math.log10(range / MOST));
    Scale best = null;
    for (int p = power; p <= power + 1; p++) {
      for (double round : ROUND) {
        double step = round * Math.pow(10, p);
        boolean possible = !whole || step >= 1 && step == Math.rint(step);
        if (possible && range / step <= MOST && range / step >= FEWEST - 1) {
          Scale scale = stepping(min, max, step);
          best = best == null || scale.length() <= best.length() * (1 + 1e-9) ? scale : best;
        }
      }
    }
    if (best != null) {
      return best;
    }
    return stepping(min, max, whole && range < FEWEST ? 1 : range / FEWEST);
  }

  private static Scale stepping(double min, double max, double step) {
    double low = Math.floor(min / step + 1e-9) * step;
    double high = Math.ceil(max / step - 1e-9) * step;
    return new Scale(low, high <= low ? low + step : high, step);
  }

  private double length() {
    return high - low;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (int i = 0; i <= count; i++) {
      double tick = low + i * step;
      ticks.add(Math.abs(tick) < step / 1e6 ? 0.0 : tick);
    }
    return ticks;
  }

  /** Where a value lies between the lowest tick (0) and the highest (1). */
  double position(double value) {
    return (value - low) / (high - low);
  }
}
