package io.blatam.kvcache.insight;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.ReuseHistogram;
import java.util.ArrayList;
import java.util.List;

/**
 * What an LRU cache of other sizes would reach with the same accesses: the miss-ratio curve, and
 * the same in computing saved. The adaptive policy does better than LRU at each size; what matters
 * is how the curve goes on from here.
 *
 * @param capacityBytes the present size
 * @param points at rising sizes; none while too little was seen, see {@link AccessProfile#tells}
 */
public record Curve(long capacityBytes, List<Point> points) {

  private static final double[] FACTORS = {
    1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 3 / 4.0, 1, 1.5, 2, 3, 4, 6, 8
  };

  /**
   * @param factor of the present size
   * @param hitRatio 0 to 1
   * @param savedVersusNow saved computing relative to the present size: 0.11 is 11% more
   */
  public record Point(double factor, long bytes, double hitRatio, double savedVersusNow) {}

  static Curve of(AccessProfile profile, long segmentBytes, int segments) {
    return new Curve(
        segmentBytes * segments,
        profile.tells() ? points(profile, segmentBytes, segments) : List.of());
  }

  private static List<Point> points(AccessProfile profile, long segmentBytes, int segments) {
    ReuseHistogram reuse = profile.reuse();
    double all = reuse.allReferences();
    double savedNow = reuse.saved(segmentBytes);
    List<Point> points = new ArrayList<>();
    for (double factor : FACTORS) {
      double bytes = segmentBytes * factor;
      points.add(
          new Point(
              factor,
              (long) (bytes * segments),
              all == 0 ? 0 : Rounded.toFourDigits(Math.min(1, reuse.hits(bytes) / all)),
              savedNow == 0 ? 0 : Rounded.toFourDigits(reuse.saved(bytes) / savedNow - 1)));
    }
    return points;
  }

  Point at(double factor) {
    return points.stream().filter(point -> point.factor() == factor).findFirst().orElseThrow();
  }

  /** The smallest size from which on more memory gains less than a hundredth of what is saved. */
  Point enough() {
    double most = 1 + points.get(points.size() - 1).savedVersusNow();
    return points.stream()
        .filter(point -> 1 + point.savedVersusNow() >= most * 0.99)
        .findFirst()
        .orElseThrow();
  }
}
