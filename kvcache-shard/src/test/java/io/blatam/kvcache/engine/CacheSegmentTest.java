package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Pinning;
import io.blatam.kvcache.engine.policy.LruPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CacheSegmentTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long NOW = 1_000_000;

  private final List<CacheEntry> demoted = new ArrayList<>();
  private final CacheSegment segment = segment(10_000, 0);

  @Test
  void get_absent_isCountedAsMiss() {
    assertThat(segment.get(key("a"), NOW)).isEmpty();
    assertThat(segment.tally().misses()).isEqualTo(1);
    assertThat(segment.tally("acme").misses()).isEqualTo(1);
    assertThat(segment.tally("globex").misses()).isZero();
  }

  @Test
  void get_afterPut_givesTheBytesAndCountsWhatItSaved() {
    segment.put(key("a"), bytes("value"), MINUTE, 700, NOW);

    assertThat(segment.get(key("a"), NOW).orElseThrow().value()).isEqualTo(bytes("value"));
    assertThat(segment.tally().hits()).isEqualTo(1);
    assertThat(segment.tally().savedMillis()).isEqualTo(700);
  }

  @Test
  void get_expired_isMissAndFreesItsBytes() {
    segment.put(key("a"), bytes("value"), MINUTE, 1, NOW);

    assertThat(segment.get(key("a"), NOW + 59_999)).isPresent();
    assertThat(segment.get(key("a"), NOW + 60_000)).isEmpty();
    assertThat(segment.bytes()).isZero();
    assertThat(segment.tally().expirations()).isEqualTo(1);
  }

  @Test
  void removeExpired_dropsOnlyThem() {
    segment.put(key("short"), bytes("value"), Duration.ofSeconds(1), 1, NOW);
    segment.put(key("long"), bytes("value"), MINUTE, 1, NOW);

    assertThat(segment.removeExpired(NOW + 2_000)).isEqualTo(1);
    assertThat(segment.get(key("long"), NOW + 2_000)).isPresent();
    assertThat(segment.tally().entries()).isEqualTo(1);
  }

  @Test
  void put_noRoom_evictsTheLeastRecentlyUsedAndDemotesIt() {
    byte[] large = new byte[3_000 - CacheEntry.OVERHEAD];
    segment.put(key("a"), large, MINUTE, 1, NOW);
    segment.put(key("b"), large, MINUTE, 1, NOW);
    segment.put(key("c"), large, MINUTE, 1, NOW);
    segment.get(key("a"), NOW);

    segment.put(key("d"), large, MINUTE, 1, NOW);

    assertThat(demoted).extracting(CacheEntry::key).containsExactly(key("b"));
    assertThat(segment.tally().evictions()).isEqualTo(1);
    assertThat(segment.get(key("a"), NOW)).isPresent();
    assertThat(segment.get(key("c"), NOW)).isPresent();
  }

  @Test
  void put_overwrites_countsTheBytesOnce() {
    segment.put(key("a"), new byte[5_000], MINUTE, 1, NOW);
    segment.put(key("a"), new byte[6_000], MINUTE, 1, NOW);

    assertThat(segment.tally().entries()).isEqualTo(1);
    assertThat(segment.bytes()).isBetween(6_000L, 7_000L);
    assertThat(segment.tally().evictions()).isZero();
  }

  @Test
  void put_largerThanTheSegment_isRefusedAndTheOldValueGoes() {
    segment.put(key("a"), bytes("old"), MINUTE, 1, NOW);

    assertThat(segment.put(key("a"), new byte[10_000], MINUTE, 1, NOW)).isFalse();
    assertThat(segment.get(key("a"), NOW)).isEmpty();
    assertThat(segment.tally().rejected()).isEqualTo(1);
    assertThat(segment.bytes()).isZero();
  }

  @Test
  void putAbsent_isFoundAsNothing() {
    segment.putAbsent(key("a"), MINUTE, 3, NOW);

    CachedValue found = segment.get(key("a"), NOW).orElseThrow();
    assertThat(found.absent()).isTrue();
    assertThat(found.value()).isEmpty();
  }

  @Test
  void put_withJitter_neverLivesLongerThanAskedAndNotAllEquallyLong() {
    CacheSegment jittered = segment(1_000_000, 0.5);
    for (int i = 0; i < 100; i++) {
      jittered.put(key("k" + i), bytes("value"), MINUTE, 1, NOW);
    }

    assertThat(jittered.removeExpired(NOW + 29_999)).isZero();
    assertThat(jittered.removeExpired(NOW + 45_000)).isBetween(20, 80);
    jittered.removeExpired(NOW + 60_000);
    assertThat(jittered.bytes()).isZero();
  }

  @Test
  void put_ttlBeyondTheEndOfTime_staysForEver() {
    Duration forEver = Duration.ofMillis(Long.MAX_VALUE);
    segment.put(key("a"), bytes("value"), forEver, 1, NOW);
    segment.put(key("b"), bytes("value"), forEver, forEver, 1, NOW);
    segment.put(key("c"), bytes("value"), MINUTE, forEver, 1, NOW);

    assertThat(segment.expiresAt(key("a"), NOW)).hasValue(Long.MAX_VALUE);
    assertThat(segment.expiresAt(key("b"), NOW)).hasValue(Long.MAX_VALUE);
    assertThat(segment.getStale(key("c"), NOW + 60_000)).isPresent();
  }

  /** An entry has no room for more than 24 days of stale time: what is cut off is that, no more. */
  @Test
  void put_staleForLongerThanIsKept_isFreshForItsTtlAndNoLonger() {
    segment.put(key("a"), bytes("value"), MINUTE, Duration.ofDays(30), 1, NOW);

    assertThat(segment.expiresAt(key("a"), NOW)).hasValue(NOW + 60_000);
    assertThat(segment.get(key("a"), NOW + 60_000)).isEmpty();
    assertThat(segment.getStale(key("a"), NOW + 60_000)).isPresent();
    assertThat(segment.getStale(key("a"), NOW + Duration.ofDays(24).toMillis())).isPresent();
    assertThat(segment.getStale(key("a"), NOW + Duration.ofDays(25).toMillis())).isEmpty();
  }

  @Test
  void get_stale_isAMissButGetStaleGivesIt() {
    segment.put(key("a"), bytes("value"), MINUTE, Duration.ofSeconds(30), 700, NOW);

    assertThat(segment.getStale(key("a"), NOW + 59_999).orElseThrow().stale()).isFalse();
    assertThat(segment.get(key("a"), NOW + 60_000)).isEmpty();
    assertThat(segment.expiresAt(key("a"), NOW + 60_000)).isEmpty();
    CachedValue stale = segment.getStale(key("a"), NOW + 89_999).orElseThrow();
    assertThat(stale.stale()).isTrue();
    assertThat(stale.value()).isEqualTo(bytes("value"));
    assertThat(segment.getStale(key("a"), NOW + 90_000)).isEmpty();
    assertThat(segment.tally().staleHits()).isEqualTo(1);
    assertThat(segment.tally().hits()).isEqualTo(2);
    assertThat(segment.tally().expirations()).isEqualTo(1);
  }

  @Test
  void put_jittered_staleTimeFollowsTheShortenedTtl() {
    CacheSegment jittered = segment(1_000_000, 1);
    jittered.put(key("a"), bytes("value"), MINUTE, Duration.ofSeconds(10), 1, NOW);

    long fresh = jittered.expiresAt(key("a"), NOW).orElseThrow();
    assertThat(fresh).isLessThan(NOW + 60_000);
    assertThat(jittered.getStale(key("a"), fresh + 9_999)).isPresent();
    assertThat(jittered.getStale(key("a"), fresh + 10_000)).isEmpty();
  }

  @Test
  void pin_pinnedEntry_outlivesEveryEviction() {
    segment.put(key("pinned"), new byte[1_000], MINUTE, 1, NOW);
    assertThat(segment.pin(key("pinned"), NOW)).isEqualTo(Pinning.PINNED);
    for (int i = 0; i < 100; i++) {
      segment.put(key("k" + i), new byte[1_000], MINUTE, 1, NOW);
    }

    assertThat(segment.get(key("pinned"), NOW)).isPresent();
    assertThat(segment.tally().pinnedBytes()).isBetween(1_000L, 1_300L);
    assertThat(segment.get(key("pinned"), NOW + 60_000)).isEmpty();
    assertThat(segment.tally().pinnedBytes()).isZero();
  }

  @Test
  void pin_beyondTheShare_isRefused() {
    segment.put(key("a"), new byte[2_000], MINUTE, 1, NOW);
    segment.put(key("b"), new byte[2_000], MINUTE, 1, NOW);

    assertThat(segment.pin(key("a"), NOW)).isEqualTo(Pinning.PINNED);
    assertThat(segment.pin(key("b"), NOW)).isEqualTo(Pinning.NO_ROOM);
    assertThat(segment.pin(key("c"), NOW)).isEqualTo(Pinning.NO_ENTRY);
    assertThat(segment.unpin(key("a"), NOW)).isTrue();
    assertThat(segment.unpin(key("a"), NOW)).isFalse();
    assertThat(segment.pin(key("b"), NOW)).isEqualTo(Pinning.PINNED);
  }

  @Test
  void pin_overwritten_staysPinnedWhereItFits() {
    segment.put(key("a"), new byte[1_000], MINUTE, 1, NOW);
    segment.pin(key("a"), NOW);

    segment.put(key("a"), new byte[1_500], MINUTE, 1, NOW);
    assertThat(segment.tally().pinnedBytes()).isBetween(1_500L, 1_800L);
    segment.put(key("a"), new byte[5_000], MINUTE, 1, NOW);
    assertThat(segment.tally().pinnedBytes()).isZero();
    assertThat(segment.get(key("a"), NOW).orElseThrow().value()).hasSize(5_000);
  }

  @Test
  void put_tenantOverItsQuota_evictsItsOwnAndNobodyElses() {
    CacheSegment shared = limited(name -> name.equals("greedy") ? 0.3 : 1);
    shared.put(key("a"), new byte[1_000], MINUTE, 1, NOW);
    for (int i = 0; i < 50; i++) {
      shared.put(new CacheKey("greedy", "test", "k" + i), new byte[500], MINUTE, 1, NOW);
      shared.get(new CacheKey("greedy", "test", "k0"), NOW);
    }

    assertThat(shared.get(key("a"), NOW)).isPresent();
    assertThat(shared.get(new CacheKey("greedy", "test", "k0"), NOW)).isPresent();
    assertThat(shared.tally("greedy").bytes()).isBetween(2_000L, 3_000L);
    assertThat(shared.tally("greedy").quotaEvictions()).isEqualTo(46);
    assertThat(shared.tally("acme").evictions()).isZero();
    assertThat(shared.put(new CacheKey("greedy", "test", "x"), new byte[3_000], MINUTE, 1, NOW))
        .isFalse();
    assertThat(shared.tally("greedy").rejected()).isEqualTo(1);
  }

  @Test
  void tally_severalTenants_addUp() {
    segment.put(key("a"), bytes("value"), MINUTE, 1, NOW);
    segment.put(new CacheKey("globex", "test", "a"), bytes("other"), MINUTE, 1, NOW);

    assertThat(segment.tally("acme").plus(segment.tally("globex"))).isEqualTo(segment.tally());
    assertThat(segment.get(key("a"), NOW).orElseThrow().value()).isEqualTo(bytes("value"));
  }

  @Test
  void get_ofAnEvictedEntry_comesBackFromBelow() {
    segment.put(key("a"), new byte[6_000], MINUTE, 1, NOW);
    segment.put(key("b"), new byte[6_000], MINUTE, 1, NOW);

    assertThat(segment.get(key("a"), NOW)).isPresent();
    assertThat(demoted).extracting(CacheEntry::key).containsExactly(key("b"));
  }

  @Test
  void remove_ofAnEvictedEntry_removesItBelow() {
    segment.put(key("a"), new byte[6_000], MINUTE, 1, NOW);
    segment.put(key("b"), new byte[6_000], MINUTE, 1, NOW);

    assertThat(segment.remove(key("a"))).isTrue();
    assertThat(segment.get(key("a"), NOW)).isEmpty();
  }

  @Test
  void put_tenantHasAllTheEntriesItMay_evictsItsOwn() {
    CacheSegment few =
        new CacheSegment(
            new Bounds(100_000, 0.25, tenant -> 1, tenant -> tenant.equals("acme") ? 3 : 100),
            0,
            new LruPolicy(),
            namespace -> Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(7));
    CacheKey other = new CacheKey("globex", "test", "a");
    few.put(other, new byte[10], MINUTE, 1, NOW);
    for (int i = 0; i < 10; i++) {
      few.put(new CacheKey("acme", "test", "key-" + i), new byte[10], MINUTE, 1, NOW);
    }
    few.put(new CacheKey("acme", "test", "key-9"), new byte[20], MINUTE, 1, NOW);

    assertThat(few.tally("acme").entries()).isEqualTo(3);
    assertThat(few.tally("acme").quotaEvictions()).isEqualTo(7);
    assertThat(few.get(other, NOW)).isPresent();

    for (int i = 7; i < 10; i++) {
      few.pin(new CacheKey("acme", "test", "key-" + i), NOW);
    }
    assertThat(few.put(new CacheKey("acme", "test", "more"), new byte[10], MINUTE, 1, NOW))
        .isFalse();
    assertThat(few.tally("acme").entries()).isEqualTo(3);
  }

  private static CacheSegment limited(ToDoubleFunction<String> quotas) {
    return new CacheSegment(
        new Bounds(10_000, 0.25, quotas),
        0,
        new LruPolicy(),
        namespace -> Codec.RAW,
        Residency.MEMORY_ONLY,
        new SplittableRandom(7));
  }

  private CacheSegment segment(long maxBytes, double jitter) {
    Residency below =
        new Residency() {
          @Override
          public void demote(CacheEntry entry) {
            demoted.add(entry);
          }

          @Override
          public Optional<CacheEntry> promote(CacheKey key, boolean lookup, long now) {
            Optional<CacheEntry> found =
                demoted.stream().filter(entry -> entry.key().equals(key)).findFirst();
            found.ifPresent(demoted::remove);
            return found;
          }

          @Override
          public boolean forget(CacheKey key) {
            return demoted.removeIf(entry -> entry.key().equals(key));
          }
        };
    return new CacheSegment(
        maxBytes, jitter, new LruPolicy(), Codec.RAW, below, new SplittableRandom(7));
  }

  private static CacheKey key(String name) {
    return new CacheKey("acme", "test", name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
