package io.blatam.kvcache.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sampled curve beside an exact simulation of LRU caches of several sizes. */
class CurveAccuracyTest {

  private static final int KEYS = 60_000;
  private static final int ACCESSES = 400_000;
  private static final long SEGMENT = 16L << 20;

  /** Which keys are sampled is chance, and one sample says little. */
  private static final int SAMPLES = 8;

  private static final double[] FACTORS = {0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 4};

  private static AnalyticsSettings settings(String more) {
    Config config =
        ConfigFactory.parseString(more)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve();
    return AnalyticsSettings.from(config);
  }

  private static CacheEntry[] entries(SplittableRandom random) {
    CacheEntry[] entries = new CacheEntry[KEYS];
    for (int i = 0; i < KEYS; i++) {
      CacheKey key = new CacheKey("acme", "generation", "key-" + i);
      byte[] value = new byte[100 + random.nextInt(2_000)];
      entries[i] =
          CacheEntry.of(
              key, value, false, 10 + random.nextInt(500), Lifetime.until(Long.MAX_VALUE));
    }
    return entries;
  }

  /** Zipf-like by inversion, with a scan of everything in between, which LRU can not hold. */
  private static int next(SplittableRandom random, int access) {
    return access % 10 == 0
        ? access / 10 % KEYS
        : (int) Math.min(KEYS - 1, Math.pow(random.nextDouble(), 4) * KEYS);
  }

  private static CacheSegment segment(SegmentAnalytics analytics) {
    return segment(analytics, 3);
  }

  /**
   * @param sample the seed of the keys' hashes, and so of which are sampled
   */
  private static CacheSegment segment(SegmentAnalytics analytics, int sample) {
    CacheSegment segment =
        new CacheSegment(
            SEGMENT,
            0,
            PolicyName.LRU.create(SEGMENT),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(sample));
    analytics.follow(segment);
    return segment;
  }

  private record Errors(double hitRatio, double saved, int sampledKeys, double rate) {}

  private static final CacheEntry[] ENTRIES = entries(new SplittableRandom(7));
  private static final int[] LOOKUPS = lookups(new SplittableRandom(11));
  private static final List<ExactLru> EXACT = exact();

  private static int[] lookups(SplittableRandom random) {
    int[] lookups = new int[ACCESSES];
    for (int i = 0; i < ACCESSES; i++) {
      lookups[i] = next(random, i);
    }
    return lookups;
  }

  private static List<ExactLru> exact() {
    List<ExactLru> exact = new ArrayList<>();
    for (double factor : FACTORS) {
      ExactLru lru = new ExactLru((long) (SEGMENT * factor));
      for (int key : LOOKUPS) {
        lru.access(key, ENTRIES[key]);
      }
      exact.add(lru);
    }
    return exact;
  }

  private static Errors measure(AnalyticsSettings settings, int sample) {
    SegmentAnalytics analytics = new SegmentAnalytics(settings, SEGMENT, sample);
    CacheSegment segment = segment(analytics, sample);
    for (int i = 0; i < ACCESSES; i++) {
      CacheEntry entry = ENTRIES[LOOKUPS[i]];
      if (segment.get(entry.key(), i).isEmpty()) {
        segment.putUntil(entry.key(), entry.encoded(), Long.MAX_VALUE, entry.cost(), i);
      }
    }
    AccessProfile profile = analytics.profile(Optional.empty(), Optional.empty(), 10);
    ReuseHistogram reuse = profile.reuse();
    double hitRatio = 0;
    double saved = 0;
    for (int i = 0; i < FACTORS.length; i++) {
      ExactLru truth = EXACT.get(i);
      double estimate = reuse.hits(SEGMENT * FACTORS[i]) / reuse.allReferences();
      hitRatio += Math.abs(estimate - (double) truth.hits / truth.lookups);
      saved += Math.abs(reuse.saved(SEGMENT * FACTORS[i]) / truth.saved - 1);
    }
    return new Errors(
        hitRatio / FACTORS.length,
        saved / FACTORS.length,
        profile.sampledKeys(),
        profile.sampleRate());
  }

  @Test
  void allKeysSampled_curveIsExactButForTheBuckets() {
    Errors errors =
        measure(
            settings(
                "blatam.kvcache.analytics { sample-rate = 1, sampled-keys = 65536, half-life = 1 h }"),
            3);

    assertThat(errors.rate()).isEqualTo(1);
    assertThat(errors.hitRatio()).isLessThan(0.004);
    assertThat(errors.saved()).isLessThan(0.01);
  }

  @Test
  void sixHundredKeysSampled_meanAbsoluteErrorIsSmall() {
    double hitRatio = 0;
    double saved = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      Errors errors = measure(settings(""), sample);
      assertThat(errors.sampledKeys()).isBetween(320, 640);
      assertThat(errors.rate()).isLessThan(0.0625);
      hitRatio += errors.hitRatio() / SAMPLES;
      saved += errors.saved() / SAMPLES;
    }
    assertThat(hitRatio).isLessThan(0.02);
    assertThat(saved).isLessThan(0.08);
  }

  @Test
  void hottestKeys_areTheOnesLookedUpMost() {
    SegmentAnalytics analytics = new SegmentAnalytics(settings(""), SEGMENT, 5);
    CacheSegment segment = segment(analytics);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      String key = random.nextInt(5) < 2 ? "hot-" + random.nextInt(4) : "cold-" + random.nextInt();
      segment.get(new CacheKey("acme", "test", key), i);
    }

    List<HotKey> hottest = analytics.profile(Optional.of("acme"), Optional.empty(), 4).hot();
    assertThat(hottest)
        .extracting(HotKey::key)
        .containsExactlyInAnyOrder("hot-0", "hot-1", "hot-2", "hot-3");
    assertThat(hottest)
        .allSatisfy(
            hot -> {
              assertThat(hot.lookups() - hot.error()).isLessThan(23_000);
              assertThat(hot.lookups()).isGreaterThan(17_000);
            });
  }

  @Test
  void hottestKeys_whereNoneIsHot_doNotStandOut() {
    SegmentAnalytics analytics = new SegmentAnalytics(settings(""), SEGMENT, 5);
    CacheSegment segment = segment(analytics);
    for (int i = 0; i < 200_000; i++) {
      segment.get(new CacheKey("acme", "test", "cold-" + i), i);
    }
    for (int i = 0; i < 2_000; i++) {
      segment.get(new CacheKey("acme", "test", "hot"), i);
    }

    List<HotKey> hottest = analytics.profile(Optional.of("acme"), Optional.empty(), 4).hot();
    assertThat(hottest.get(0).key()).isEqualTo("hot");
    assertThat(hottest.stream().filter(HotKey::standsOut))
        .extracting(HotKey::key)
        .containsExactly("hot");
  }

  @Test
  void groups_beyondTheBoundAreCountedTogether() {
    SegmentAnalytics analytics =
        new SegmentAnalytics(settings("blatam.kvcache.analytics.groups = 2"), SEGMENT, 5);
    CacheSegment segment = segment(analytics);
    for (String tenant : new String[] {"a", "b", "c", "d"}) {
      segment.get(new CacheKey(tenant, "n", "k"), 1);
    }

    assertThat(analytics.figures())
        .extracting(GroupFigures::name)
        .containsExactlyInAnyOrder(
            new GroupName("a", "n"), new GroupName("b", "n"), GroupName.OTHERS);
    assertThat(analytics.figures())
        .extracting(GroupFigures::misses)
        .containsExactlyInAnyOrder(1L, 1L, 2L);
  }
}
