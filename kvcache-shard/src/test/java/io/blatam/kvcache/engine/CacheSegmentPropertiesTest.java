package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to a segment, in whatever order. */
class CacheSegmentPropertiesTest {

  private static final long BOUND = 6_000;

  /**
   * One thing to do to a key; a size of 0 reads, −1 removes, −2 sweeps, −3 to −5 change the policy,
   * −6 pins, −7 unpins, anything else writes.
   */
  record Step(int tenant, int key, int size, int ttlMillis, int passesMillis) {

    CacheKey cacheKey() {
      return new CacheKey("tenant-" + tenant, "test", "key-" + key);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 7),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(1, 7_000)),
                net.jqwik.api.Tuple.of(4, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(-1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(-2)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-5, -3)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(-7, -6))),
            Arbitraries.integers().between(1, 500),
            Arbitraries.integers().between(0, 100))
        .as(Step::new)
        .list()
        .ofMaxSize(200);
  }

  @Property(tries = 300)
  void bytes_neverAboveTheBound_andTenantsAddUp(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) {
    CacheSegment segment = segment(policy);
    long now = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      perform(segment, step, now);

      assertThat(segment.bytes() + segment.bookkeeping()).isBetween(0L, BOUND);
      assertThat(segment.tally("tenant-1").bytes()).isBetween(0L, BOUND / 2);
      assertThat(segment.tally("tenant-2").bytes()).isBetween(0L, BOUND / 5);
      assertThat(segment.tally().pinnedBytes()).isBetween(0L, BOUND / 4);
      assertThat(segment.tally("tenant-1").pinnedBytes()).isBetween(0L, BOUND / 8);
      Tally sum =
          segment.tally("tenant-0").plus(segment.tally("tenant-1")).plus(segment.tally("tenant-2"));
      assertThat(sum).isEqualTo(segment.tally());
    }
  }

  @Property(tries = 300)
  void evictions_neverTakePinnedEntriesNorThoseOfOthersForAQuota(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) {
    CacheSegment segment = segment(policy);
    List<CacheKey> evicted = new ArrayList<>();
    segment.listen(
        new SegmentListener() {
          @Override
          public void evicted(CacheEntry entry) {
            evicted.add(entry.key());
          }
        });
    long now = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      Set<CacheKey> pinned = pinned(segment, now);
      Tally before = segment.tally();
      evicted.clear();
      perform(segment, step, now);

      assertThat(evicted).noneMatch(pinned::contains);
      Tally after = segment.tally();
      long forQuotas = after.quotaEvictions() - before.quotaEvictions();
      assertThat(evicted.subList(0, (int) forQuotas))
          .allMatch(key -> key.tenant().equals(step.cacheKey().tenant()));
      assertThat(after.evictions() - before.evictions()).isEqualTo(evicted.size());
    }
  }

  @Property(tries = 300)
  void forEach_givesEveryEntryOnceAndThePinnedLast(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) {
    CacheSegment segment = segment(policy);
    long now = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      perform(segment, step, now);
    }
    segment.removeExpired(now);

    List<CacheEntry> all = new ArrayList<>();
    segment.listing().forEach(now, all::add);
    assertThat(all).doesNotHaveDuplicates().hasSize((int) segment.tally().entries());
    assertThat(all.stream().dropWhile(entry -> !entry.pinned())).allMatch(CacheEntry::pinned);
    assertThat(all.stream().mapToLong(CacheEntry::weight).sum()).isEqualTo(segment.bytes());
    assertThat(all.stream().filter(CacheEntry::pinned).mapToLong(CacheEntry::weight).sum())
        .isEqualTo(segment.tally().pinnedBytes());
  }

  @Property(tries = 300)
  void keys_ofANamespace_areThoseWithAValueInMemory(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) {
    CacheSegment segment = segment(policy);
    long now = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      if (step.size() > 0 && step.size() % 3 == 0) {
        segment.putAbsent(step.cacheKey(), Duration.ofMillis(step.ttlMillis()), 1, now);
      } else if (step.size() > 0 && step.size() % 3 == 1) {
        segment.putUntil(step.cacheKey(), new byte[step.size()], Long.MAX_VALUE, 1, now);
      } else {
        perform(segment, step, now);
      }
      for (String tenant : List.of("tenant-0", "tenant-1", "tenant-2")) {
        assertThat(segment.keys(tenant, "test")).isEqualTo(counted(segment, tenant));
        assertThat(segment.keys(tenant, "other")).isEqualTo(KeyCount.NONE);
      }
    }
  }

  private static KeyCount counted(CacheSegment segment, String tenant) {
    List<CacheEntry> all = new ArrayList<>();
    segment.listing().forEach(Long.MIN_VALUE, all::add);
    all.removeIf(entry -> !entry.tenant().equals(tenant) || entry.absent());
    long ending = all.stream().filter(entry -> entry.expiresAt() < Long.MAX_VALUE).count();
    return new KeyCount(all.size(), ending);
  }

  private static Set<CacheKey> pinned(CacheSegment segment, long now) {
    Set<CacheKey> pinned = new HashSet<>();
    segment
        .listing()
        .forEach(
            now,
            entry -> {
              if (entry.pinned()) {
                pinned.add(entry.key());
              }
            });
    return pinned;
  }

  @Property(tries = 300)
  void get_givesTheLastValueWrittenOrNothing(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) {
    CacheSegment segment = segment(policy);
    Map<CacheKey, byte[]> written = new HashMap<>();
    Map<CacheKey, Long> expiry = new HashMap<>();
    long now = 0;
    byte stamp = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      CacheKey key = step.cacheKey();
      if (step.size() > 0) {
        byte[] value = new byte[step.size()];
        Arrays.fill(value, stamp++);
        segment.put(key, value, Duration.ofMillis(step.ttlMillis()), 1, now);
        written.put(key, value);
        expiry.put(key, now + step.ttlMillis());
      } else if (step.size() == 0) {
        Optional<CachedValue> found = segment.get(key, now);
        if (found.isPresent()) {
          assertThat(found.get().value()).isEqualTo(written.get(key));
          assertThat(now).isLessThan(expiry.get(key));
        }
      } else {
        perform(segment, step, now);
        if (step.size() == -1) {
          written.remove(key);
        }
      }
    }
  }

  @Property(tries = 100)
  void removingEverything_leavesNoByte(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) {
    CacheSegment segment = segment(policy);
    long now = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      perform(segment, step, now);
    }
    for (Step step : steps) {
      segment.remove(step.cacheKey());
    }
    assertThat(segment.bytes()).isZero();
    assertThat(segment.tally().entries()).isZero();
  }

  private static void perform(CacheSegment segment, Step step, long now) {
    switch (step.size()) {
      case 0 -> segment.get(step.cacheKey(), now);
      case -1 -> segment.remove(step.cacheKey());
      case -2 -> segment.removeExpired(now);
      case -3, -4, -5 -> segment.policy(PolicyName.values()[-3 - step.size()].create(BOUND));
      case -6 -> segment.pin(step.cacheKey(), now);
      case -7 -> segment.unpin(step.cacheKey(), now);
      default ->
          segment.put(
              step.cacheKey(), new byte[step.size()], Duration.ofMillis(step.ttlMillis()), 1, now);
    }
  }

  private static double quota(String tenant) {
    return switch (tenant) {
      case "tenant-1" -> 0.5;
      case "tenant-2" -> 0.2;
      default -> 1;
    };
  }

  private static CacheSegment segment(PolicyName policy) {
    return new CacheSegment(
        new Bounds(BOUND, 0.25, CacheSegmentPropertiesTest::quota),
        0.3,
        policy.create(BOUND),
        namespace -> Codec.RAW,
        Residency.MEMORY_ONLY,
        new SplittableRandom(1));
  }
}
