package io.blatam.kvcache.insight;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.GroupName;
import io.blatam.kvcache.analytics.HotKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the accesses say, with what to do about it.
 *
 * @param lookups how many the curve stands for; older ones fade
 * @param sampledKeys how many keys were looked at closely
 * @param reuseDistances which share of the references came again after at most so many bytes of
 *     other entries
 * @param reuseTimes which share of the references came again within so many milliseconds
 * @param sentences for people, in the language that was asked for
 */
public record Analysis(
    long lookups,
    int sampledKeys,
    double sampleRate,
    Curve curve,
    List<Share> reuseDistances,
    List<Share> reuseTimes,
    List<HotKey> hottest,
    List<Savings> savings,
    List<String> sentences) {

  /**
   * @param upTo bytes or milliseconds
   * @param share 0 to 1, of all references, those of the steps before included
   */
  public record Share(long upTo, double share) {}

  /**
   * @param segmentBytes the bound of one of the {@code segments}
   */
  public static Analysis of(
      ClusterReport report,
      AnalyticsSettings settings,
      long segmentBytes,
      int segments,
      Language language) {
    AccessProfile profile = report.profile();
    Curve curve = Curve.of(profile, segmentBytes, segments);
    List<Savings> savings =
        report.figures().stream()
            .filter(figures -> figures.savedMillis() > 0)
            .map(figures -> Savings.of(figures, report.tokens(), settings))
            .toList();
    return new Analysis(
        Math.round(profile.lookups()),
        profile.sampledKeys(),
        profile.sampleRate(),
        curve,
        distances(profile, segments),
        times(profile),
        profile.hot().stream().filter(HotKey::standsOut).toList(),
        savings,
        new Advice(language, settings.currency(), segmentBytes)
            .sentences(profile, curve, hitRatio(report), savings));
  }

  private static double hitRatio(ClusterReport report) {
    GroupFigures all = ClusterReport.sum(report.figures(), GroupName.OTHERS);
    return all.lookups() == 0 ? 0 : (double) all.hits() / all.lookups();
  }

  private static List<Share> distances(AccessProfile profile, int segments) {
    List<Share> shares = new ArrayList<>();
    double all = profile.reuse().allReferences();
    double before = 0;
    for (long bytes = 1 << 10; bytes <= 1L << 38 && all > 0; bytes *= 4) {
      double share = profile.reuse().hits(bytes) / all;
      if (share - before > 0.0005) {
        shares.add(new Share(bytes * segments, Rounded.toFourDigits(share)));
        before = share;
      }
    }
    return shares;
  }

  private static List<Share> times(AccessProfile profile) {
    List<Share> shares = new ArrayList<>();
    double all = profile.reuse().allReferences();
    double sum = 0;
    for (int i = 0; i < profile.times().length && all > 0; i++) {
      sum += profile.times()[i];
      if (profile.times()[i] / all > 0.0005) {
        shares.add(new Share(1L << i, Rounded.toFourDigits(Math.min(1, sum / all))));
      }
    }
    return shares;
  }
}
