package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LookupSampleTest {

  private static final long NOW = 1_795_000_000_000L;
  private static final long ALL = 1L << 32;

  private final List<Looked> sampled = new ArrayList<>();
  private final List<String> picked = new ArrayList<>();
  private final LookupSample sample =
      new LookupSample(
          7,
          64,
          new LookupSample.Reader() {
            @Override
            public void sampled(int mark, int scope, int cost, long now) {
              sampled.add(new Looked(mark, scope, cost, now));
            }

            @Override
            public void picked(CacheKey key, long hash, int scope, long now) {
              picked.add(key.key());
            }
          });
  private final CacheSegment segment = segment(3);

  private record Looked(int mark, int scope, int cost, long now) {}

  private static CacheSegment segment(int seed) {
    return new CacheSegment(
        1 << 20,
        0,
        PolicyName.LRU.create(1 << 20),
        Codec.RAW,
        Residency.MEMORY_ONLY,
        new SplittableRandom(seed));
  }

  private static CacheKey key(String namespace, int number) {
    return new CacheKey("acme", namespace, "key-" + number);
  }

  @Test
  void thresholdIsReached_everyLookupIsToldInOrder() {
    segment.put(key("a", 0), new byte[10], Duration.ofDays(90), 250, NOW);
    segment.sample(sample);
    sample.threshold(ALL);
    List<Looked> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long now = NOW + i * 60_000L;
      CacheKey key = key(i % 3 == 0 ? "b" : "a", i % 2);
      boolean hit = segment.get(key, now).isPresent();
      expected.add(
          new Looked(
              LookupSample.mark(segment.hash(key)),
              key.namespace().equals("a") ? 0 : 1,
              hit ? 250 : LookupSample.MISSED,
              now));
    }
    sample.read();

    assertThat(sampled).isEqualTo(expected);
  }

  @Test
  void threshold_choosesKeys() {
    segment.sample(sample);
    sample.threshold(ALL / 8);
    for (int i = 0; i < 8_000; i++) {
      segment.get(key("a", i % 4_000), NOW);
    }
    sample.read();

    assertThat(sampled).hasSizeBetween(800, 1_200);
    assertThat(sampled)
        .allSatisfy(each -> assertThat(Integer.toUnsignedLong(each.mark())).isLessThan(ALL / 8));
    assertThat(sampled.stream().map(Looked::mark).distinct().count()).isEqualTo(sampled.size() / 2);
  }

  @Test
  void picks_areOneInSoManyHitsAndMisses() {
    segment.put(key("a", 0), new byte[10], Duration.ofDays(90), 250, NOW);
    segment.sample(sample);
    for (int i = 0; i < 64_000; i++) {
      segment.get(key("a", i % 2), NOW);
    }
    sample.read();

    assertThat(sampled).isEmpty();
    assertThat(picked).hasSizeBetween(900, 1_100);
    assertThat(picked.stream().filter("key-0"::equals).count()).isBetween(450L, 550L);
  }

  @Test
  void picks_ofFewLookupsStandForNoMore() {
    long picks = 0;
    for (int seed = 0; seed < 500; seed++) {
      List<CacheKey> seen = new ArrayList<>();
      LookupSample other =
          new LookupSample(
              seed * 0x9E3779B97F4A7C15L,
              64,
              new LookupSample.Reader() {
                @Override
                public void sampled(int mark, int scope, int cost, long now) {}

                @Override
                public void picked(CacheKey key, long hash, int scope, long now) {
                  seen.add(key);
                }
              });
      segment.sample(other);
      for (int i = 0; i < 16; i++) {
        segment.get(new CacheKey("tenant-" + seed, "a", "key"), NOW);
      }
      other.read();
      picks += seen.size();
    }

    assertThat(picks).isBetween(500 * 16 / 64 / 3L, 500 * 16 / 64 * 2L);
  }

  @Test
  void picks_areToldOnceEach_inOrder_whetherReadEarlyOrWhenTheyAreMany() {
    List<CacheKey> early = new ArrayList<>();
    List<CacheKey> late = new ArrayList<>();
    for (List<CacheKey> told : List.of(early, late)) {
      LookupSample picking =
          new LookupSample(
              7,
              3,
              new LookupSample.Reader() {
                @Override
                public void sampled(int mark, int scope, int cost, long now) {}

                @Override
                public void picked(CacheKey key, long hash, int scope, long now) {
                  assertThat(hash).isEqualTo(segment.hash(key));
                  assertThat(now).isEqualTo(NOW);
                  told.add(key);
                }
              });
      CacheSegment fresh = segment(3);
      fresh.sample(picking);
      for (int i = 0; i < 1_000; i++) {
        fresh.get(key("a", i), NOW);
        if (told == early) {
          picking.read();
        }
      }
      picking.read();
      picking.read();
    }

    assertThat(early).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    assertThat(late).isEqualTo(early);
  }

  @Test
  void sampleNothing_nothingIsTold() {
    sample.threshold(ALL);
    segment.sample(sample);
    segment.sampleNothing();
    segment.get(key("a", 0), NOW);
    sample.read();

    assertThat(sampled).isEmpty();
    assertThat(picked).isEmpty();
  }

  @Test
  void tallies_areTheSumsOfTheirScopes() {
    segment.put(key("a", 0), new byte[10], Duration.ofDays(90), 250, NOW);
    segment.get(key("a", 0), NOW);
    segment.get(key("b", 0), NOW);
    segment.get(new CacheKey("globex", "a", "key-0"), NOW);

    assertThat(segment.tally())
        .returns(1L, Tally::hits)
        .returns(2L, Tally::misses)
        .returns(250L, Tally::savedMillis)
        .returns(1L, Tally::entries);
    assertThat(segment.tally("acme"))
        .returns(1L, Tally::hits)
        .returns(1L, Tally::misses)
        .returns(1L, Tally::entries);
    assertThat(segment.tiers().get(0).hits()).isEqualTo(1);
  }
}
