package io.blatam.benchmarks.policies;

import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.SegmentAnalytics;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./blatam bench curve --traces DIR}: the sampled miss-ratio curve beside an exact LRU
 * simulation at the same sizes.
 */
public final class CurveBench {

  /** The aim: a curve that is off by more would advise wrongly. */
  private static final double AIM = 0.02;

  private static final double[] SHARES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8};

  /** The least sample of a small trace. */
  private static final int FEW = 512;

  private static final int SAMPLES = 24;

  private CurveBench() {}

  /**
   * @return the process's exit status: 0 if every curve is near enough or there is nothing to
   *     replay
   */
  public static int run(List<String> arguments) throws IOException {
    if (arguments.size() != 2 || !arguments.get(0).equals("--traces")) {
      System.err.println("Usage: ./blatam bench curve --traces DIR");
      return 2;
    }
    Path folder = Path.of(arguments.get(1));
    if (!Files.isDirectory(folder)) {
      System.out.println("Skipped: there is no folder " + folder + " (see docs/cache-insight.md)");
      return 0;
    }
    Locale.setDefault(Locale.ROOT);
    System.out.printf(
        "%-14s %10s %9s %8s %8s %12s %10s %12s %12s %10s%n",
        "trace",
        "accesses",
        "keys",
        "sampled",
        "rate",
        "mean error",
        "worst",
        "max error",
        "twice keys",
        "all keys");
    boolean reached = true;
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Optional<Trace> trace = TraceFile.read(file);
      if (trace.isPresent()) {
        reached &= replay(trace.get());
      }
    }
    return CurveCost.measure() && reached ? 0 : 1;
  }

  private static AnalyticsSettings settings(String more) {
    return AnalyticsSettings.from(
        ConfigFactory.parseString(more)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }

  /**
   * @param worst the mean over the sizes of the worst sample
   */
  private record Errors(double mean, double worst, double max, AccessProfile profile) {}

  private static boolean replay(Trace trace) {
    CacheEntry[] entries = entries(trace);
    long footprint = 0;
    for (CacheEntry entry : entries) {
      footprint += entry.weight();
    }
    double[] exact = new double[SHARES.length];
    for (int i = 0; i < SHARES.length; i++) {
      exact[i] = hitRatio(trace, entries, (long) (footprint * SHARES[i]));
    }
    Errors sampled = sampled(trace, entries, footprint, exact, 1);
    Errors twice = sampled(trace, entries, footprint, exact, 2);
    Errors all =
        errors(
            trace,
            entries,
            footprint,
            exact,
            settings("blatam.kvcache.analytics { sample-rate = 1, sampled-keys = 1048576 }"),
            0);
    System.out.printf(
        "%-14s %10d %9d %8d %8.4f %12.4f %10.4f %12.4f %12.4f %10.4f%n",
        trace.name(),
        trace.keys().length,
        trace.distinct(),
        sampled.profile().sampledKeys(),
        sampled.profile().sampleRate(),
        sampled.mean(),
        sampled.worst(),
        sampled.max(),
        twice.mean(),
        all.mean());
    return sampled.mean() <= AIM;
  }

  /**
   * As a segment samples by default, so many times the keys. A cluster samples 32 segments; this is
   * one, so it samples at least some of the few keys of a small trace. Where there are many the
   * rate falls by itself. Which keys those are is chance, so it is the mean of several samples.
   */
  private static Errors sampled(
      Trace trace, CacheEntry[] entries, long footprint, double[] exact, int times) {
    AnalyticsSettings usual = settings("");
    double rate = Math.max(usual.sampleRate(), (double) FEW / trace.distinct());
    AnalyticsSettings settings =
        settings(
            "blatam.kvcache.analytics { sample-rate = %s, sampled-keys = %d }"
                .formatted(Math.min(1, times * rate), times * usual.sampledKeys()));
    double mean = 0;
    double worst = 0;
    double max = 0;
    AccessProfile last = null;
    for (int sample = 0; sample < SAMPLES; sample++) {
      Errors one = errors(trace, entries, footprint, exact, settings, sample);
      mean += one.mean() / SAMPLES;
      worst = Math.max(worst, one.mean());
      max = Math.max(max, one.max());
      last = one.profile();
    }
    return new Errors(mean, worst, max, last);
  }

  private static CacheEntry[] entries(Trace trace) {
    CacheEntry[] entries = new CacheEntry[trace.distinct()];
    for (int i = 0; i < trace.keys().length; i++) {
      int key = trace.keys()[i];
      if (entries[key] == null) {
        int bytes = trace.sized() ? Math.min(trace.bytes()[i], 1 << 22) : 100;
        entries[key] =
            CacheEntry.of(
                new CacheKey("bench", "trace", "k" + key),
                new byte[trace.sized() ? Math.min(bytes, 4_096) : bytes],
                false,
                1,
                Lifetime.until(Long.MAX_VALUE));
      }
    }
    return entries;
  }

  private static double hitRatio(Trace trace, CacheEntry[] entries, long capacity) {
    Lru lru = new Lru(entries, capacity);
    long hits = 0;
    for (int key : trace.keys()) {
      hits += lru.access(key) ? 1 : 0;
    }
    return (double) hits / trace.keys().length;
  }

  /** Bounded in bytes. */
  private static final class Lru {
    private final CacheEntry[] entries;
    private final long capacity;
    private final LinkedHashMap<Integer, Long> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Lru(CacheEntry[] entries, long capacity) {
      this.entries = entries;
      this.capacity = capacity;
    }

    boolean access(int key) {
      if (held.get(key) != null) {
        return true;
      }
      held.put(key, entries[key].weight());
      bytes += entries[key].weight();
      Iterator<Long> oldest = held.values().iterator();
      while (bytes > capacity) {
        bytes -= oldest.next();
        oldest.remove();
      }
      return false;
    }
  }

  /**
   * As a segment feeds it that holds a tenth of everything.
   *
   * @param sample the seed of the segment's hashes, and so of which keys are sampled
   */
  private static Errors errors(
      Trace trace,
      CacheEntry[] entries,
      long footprint,
      double[] exact,
      AnalyticsSettings how,
      int sample) {
    long held = footprint / 10;
    SegmentAnalytics analytics = new SegmentAnalytics(how, held, 1);
    CacheSegment segment = Segment.plain(PolicyName.LRU, held, sample);
    analytics.follow(segment);
    for (int i = 0; i < trace.keys().length; i++) {
      CacheEntry entry = entries[trace.keys()[i]];
      CacheKey key = entry.key();
      if (segment.get(key, i).isEmpty()) {
        segment.putUntil(key, entry.encoded(), Long.MAX_VALUE, entry.cost(), i);
      }
    }
    AccessProfile profile = analytics.profile(Optional.empty(), Optional.empty(), 1);
    double sum = 0;
    double max = 0;
    for (int i = 0; i < SHARES.length; i++) {
      double estimate =
          profile.reuse().hits(footprint * SHARES[i]) / profile.reuse().allReferences();
      double error = Math.abs(estimate - exact[i]);
      sum += error;
      max = Math.max(max, error);
    }
    return new Errors(sum / SHARES.length, sum / SHARES.length, max, profile);
  }
}
