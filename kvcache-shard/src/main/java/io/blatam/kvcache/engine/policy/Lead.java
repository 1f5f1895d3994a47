package io.blatam.kvcache.engine.policy;

/**
 * How much more cost one expert would have saved than another, and how sure that is. Hits come in
 * bursts, as when a loop comes back to a part that only one of the two holds, so the variance is
 * taken over the sums of bursts, or over single accesses where that is more.
 */
final class Lead {

  /** The square of two standard errors in units of the variance. */
  private static final double SURE = 4;

  private double sum;
  private double variance;
  private double burst;
  private double burstVariance;

  /** Lets what was seen so far count for less. */
  void fade(double keep) {
    sum *= keep;
    variance *= keep;
    burst *= keep;
    burstVariance *= keep;
  }

  /** The expert alone saved this much; negative if it was the other. */
  void add(double saved) {
    sum += saved;
    burst += saved;
    variance += saved * saved;
  }

  /** What comes from now on belongs to another burst. */
  void endBurst() {
    burstVariance += burst * burst;
    burst = 0;
  }

  /** How much more was saved; 0 while that might be chance. */
  double sure() {
    double square = Math.max(variance, burstVariance + burst * burst);
    return sum > 0 && sum * sum > SURE * square ? sum : 0;
  }
}
