package io.blatam.benchmarks.policies;

/** What was reached over all rows, against what was aimed at. */
final class Verdict {

  /** So far a row may stay below its best public policy, in points. */
  static final double ALLOWANCE = 0.5;

  /** So much of what lies between the best public policy and OPT is to be closed over all rows. */
  static final double GAP_TO_CLOSE = 0.25;

  private int missed;
  private double gained;
  private double possible;

  /**
   * Judges one row.
   *
   * @return what to print at its end
   */
  String row(double ours, double best, double allowance) {
    if (ours >= best - allowance) {
      return "ok";
    }
    missed++;
    return "BELOW";
  }

  void gap(double ours, double best, double optimum) {
    gained += ours - best;
    possible += optimum - best;
  }

  /** Prints the summary of the rows that have a bound, and tells whether all is as it should be. */
  boolean reached() {
    if (possible > 0) {
      double closed = gained / possible;
      System.out.printf(
          "%nOver all rows with a bound: %.1f of %.1f points between the best public policy and OPT"
              + " closed = %.1f%% (aim: %.0f%%) %s%n",
          gained,
          possible,
          100 * closed,
          100 * GAP_TO_CLOSE,
          closed >= GAP_TO_CLOSE ? "ok" : "BELOW");
      missed += closed >= GAP_TO_CLOSE ? 0 : 1;
    }
    System.out.printf("%d aims missed%n", missed);
    return missed == 0;
  }
}
