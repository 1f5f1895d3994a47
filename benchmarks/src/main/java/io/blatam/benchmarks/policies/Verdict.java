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

  /** Prints how much of the gap was closed, which is judged too, and what was missed. */
  boolean reached() {
    if (possible > 0) {
      boolean closed = gained >= GAP_TO_CLOSE * possible;
      printGap(String.format(" (aim: %.0f%%) %s", 100 * GAP_TO_CLOSE, closed ? "ok" : "BELOW"));
      missed += closed ? 0 : 1;
    }
    return noneMissed();
  }

  /** The same where only the rows are judged: where accesses are chance, OPT knows too much. */
  boolean rowsReached() {
    printGap(" (no aim)");
    return noneMissed();
  }

  private void printGap(String judged) {
    System.out.printf(
        "%nOver all rows with a bound: %.1f of %.1f points between the best public policy and OPT"
            + " closed = %.1f%%%s%n",
        gained, possible, 100 * gained / possible, judged);
  }

  private boolean noneMissed() {
    System.out.printf("%d aims missed%n", missed);
    return missed == 0;
  }
}
