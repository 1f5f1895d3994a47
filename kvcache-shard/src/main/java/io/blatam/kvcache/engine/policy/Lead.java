package io.blatam.kvcache.engine.policy;

/**
 * How much more cost one expert would have saved than another, and how sure that is. Hits come in
 * bursts, as when a loop comes back to a part that only one of the two holds, so the variance is
 * taken over the sums of bursts, or over single accesses where that is more.
 */
final class Lead {

  /** So many standard errors are sure. */
  private static final double SURE = 1;

  /** More for each burst that there was: the variance of a few says little. */
  private static final double SURE_OF_ONE = 7;

  private double sum;
  private double variance;
  private double burst;
  private double burstVariance;
  private double bursts = 1;

  /** Lets what was seen so far count for less. */
  void fade(double keep) {
    sum *= keep;
    variance *= keep;
    burst *= keep;
    bursts *= keep;
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
    bursts++;
  }

  /** How much more was saved; 0 while that might be chance. */
  double sure() {
    return sure(0);
  }

  /**
   * How much more was saved; 0 while that might be chance.
   *
   * @param further standard errors beyond those that are usually enough
   */
  double sure(double further) {
    double square = Math.max(variance, burstVariance + burst * burst);
    double errors = SURE + further + SURE_OF_ONE / bursts;
    return sum > 0 && sum * sum > errors * errors * square ? sum : 0;
  }
}
