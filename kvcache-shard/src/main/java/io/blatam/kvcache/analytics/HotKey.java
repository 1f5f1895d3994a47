package io.blatam.kvcache.analytics;

import java.util.Comparator;

/**
 * A key that is looked up often.
 *
 * @param lookups estimated; the truth lies between {@code lookups - error} and {@code lookups}, up
 *     to the sampling of lookups
 */
public record HotKey(String tenant, String namespace, String key, long lookups, long error) {

  /** Which is hotter: what was surely looked up more often, and then what may have been. */
  static final Comparator<HotKey> HOTTEST_FIRST =
      Comparator.comparingLong(HotKey::sure).thenComparingLong(HotKey::lookups).reversed();

  /** So many lookups are the key's own, and not another's whose place it took. */
  private long sure() {
    return lookups - error;
  }

  /**
   * Whether it was met more than once. A single meeting is chance, as any key that is looked up has
   * it at some time, and counts for {@value SegmentAnalytics#HOT_EVERY} lookups.
   */
  public boolean standsOut() {
    return sure() > SegmentAnalytics.HOT_EVERY;
  }
}
