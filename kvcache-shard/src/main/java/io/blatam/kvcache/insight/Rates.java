package io.blatam.kvcache.insight;

/**
 * How fast things happen, over the last window. Sums of rates are rates.
 *
 * @param hits in the window
 * @param misses in the window
 * @param lookupsPerSecond over the window, as are the others
 */
public record Rates(
    long hits,
    long misses,
    double lookupsPerSecond,
    double insertionsPerSecond,
    double evictionsPerSecond) {

  static final Rates NONE = new Rates(0, 0, 0, 0, 0);

  Rates plus(Rates other) {
    return new Rates(
        hits + other.hits,
        misses + other.misses,
        lookupsPerSecond + other.lookupsPerSecond,
        insertionsPerSecond + other.insertionsPerSecond,
        evictionsPerSecond + other.evictionsPerSecond);
  }
}
