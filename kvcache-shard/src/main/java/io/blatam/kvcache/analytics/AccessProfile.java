package io.blatam.kvcache.analytics;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a segment, or several together, know of how their keys are used. Distances are a segment's:
 * keys are spread evenly, so {@code n} segments together behave like one whose distances are {@code
 * n} times as long.
 *
 * @param times references by the time since the use before; number {@code i} counts those of less
 *     than 2^i milliseconds that the numbers before it do not
 * @param lookups how many lookups the histogram stands for, faded
 * @param sampledKeys how many keys are looked at, of those that this is about
 * @param sampleRate which part of all keys that is; the least of the segments'
 */
public record AccessProfile(
    ReuseHistogram reuse,
    double[] times,
    double lookups,
    int sampledKeys,
    double sampleRate,
    List<HotKey> hot) {

  /** With less than this a curve is noise. */
  public static final int LEAST_LOOKUPS = 1_000;

  public static final int LEAST_KEYS = 50;

  public static AccessProfile empty() {
    return new AccessProfile(ReuseHistogram.empty(), new double[Group.TIMES], 0, 0, 1, List.of());
  }

  /** Whether there was enough to see for a curve. */
  public boolean tells() {
    return lookups >= LEAST_LOOKUPS && sampledKeys >= LEAST_KEYS;
  }

  /** Of both; a key lives in one segment only, so the hot keys of two are different ones. */
  public AccessProfile plus(AccessProfile other) {
    double[] both = times.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.times[i];
    }
    return new AccessProfile(
        reuse.plus(other.reuse),
        both,
        lookups + other.lookups,
        sampledKeys + other.sampledKeys,
        Math.min(sampleRate, other.sampleRate),
        Stream.concat(hot.stream(), other.hot.stream()).toList());
  }

  /** With no more than so many of the hot keys, the hottest first. */
  public AccessProfile hottest(int count) {
    List<HotKey> first = hot.stream().sorted(HotKey.HOTTEST_FIRST).limit(count).toList();
    return new AccessProfile(reuse, times, lookups, sampledKeys, sampleRate, first);
  }
}
