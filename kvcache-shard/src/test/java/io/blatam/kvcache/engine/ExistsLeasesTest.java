package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExistsLeasesTest {

  private static final CacheKey PROMISED = new CacheKey("acme", "test", "promised");
  private static final byte[] VALUE = {1, 2, 3};

  private final List<CacheKey> below = new ArrayList<>();

  private final ExistsLeases leases =
      new ExistsLeases(
          new Residency() {
            @Override
            public void demote(CacheEntry entry) {
              below.add(entry.key());
            }

            @Override
            public Optional<CacheEntry> promote(CacheKey key, boolean lookup, long now) {
              return Optional.empty();
            }

            @Override
            public boolean forget(CacheKey key) {
              return below.remove(key);
            }
          },
          2,
          10_000);

  private final CacheSegment segment =
      new CacheSegment(
          20_000, 0, PolicyName.LRU.create(20_000), Codec.RAW, leases, new SplittableRandom(1));

  @Test
  void evicted_whilePromised_isStillReadable() {
    put(PROMISED, Long.MAX_VALUE);
    assertThat(leases.grant(PROMISED, 5_000)).isTrue();

    flood();

    assertThat(segment.expiresAt(PROMISED, 4_999)).isPresent();
    assertThat(segment.get(PROMISED, 4_999).orElseThrow().value()).isEqualTo(VALUE);
  }

  @Test
  void evicted_withoutPromise_isGone() {
    put(PROMISED, Long.MAX_VALUE);

    flood();

    assertThat(segment.get(PROMISED, 1)).isEmpty();
  }

  @Test
  void evicted_promiseOver_goesBelow() {
    put(PROMISED, Long.MAX_VALUE);
    leases.grant(PROMISED, 5_000);
    flood();
    below.clear();

    leases.end(5_000);

    assertThat(below).containsExactly(PROMISED);
    assertThat(leases.keptBytes()).isZero();
    assertThat(segment.get(PROMISED, 5_000)).isEmpty();
  }

  @Test
  void itsOwnEnd_comesFirst() {
    put(PROMISED, 3_000);
    leases.grant(PROMISED, 5_000);
    flood();

    assertThat(segment.get(PROMISED, 3_000)).isEmpty();
  }

  @Test
  void removed_isGone() {
    put(PROMISED, Long.MAX_VALUE);
    leases.grant(PROMISED, 5_000);
    flood();

    assertThat(segment.remove(PROMISED)).isTrue();
    assertThat(segment.get(PROMISED, 1)).isEmpty();
    assertThat(leases.keptBytes()).isZero();
  }

  @Test
  void overwritten_theNewValueIsRead() {
    put(PROMISED, Long.MAX_VALUE);
    leases.grant(PROMISED, 5_000);
    flood();
    segment.putUntil(PROMISED, new byte[] {9}, Long.MAX_VALUE, 1, 0);

    assertThat(segment.get(PROMISED, 1).orElseThrow().value()).containsExactly(9);
    assertThat(leases.keptBytes()).isZero();
  }

  @Test
  void tooManyPromises_nothingIsPromisedToMore() {
    leases.grant(PROMISED, 5_000);
    leases.grant(key(1), 5_000);

    assertThat(leases.grant(key(2), 5_000)).isFalse();
    assertThat(leases.grant(PROMISED, 6_000)).isTrue();
  }

  @Test
  void tooManyBytes_theRestGoesLikeAnyOther() {
    leases.grant(key(0), 5_000);
    leases.grant(key(1), 5_000);
    segment.put(key(0), new byte[6_000], Duration.ofDays(1), 1, 0);
    segment.put(key(1), new byte[6_000], Duration.ofDays(1), 1, 0);

    flood();

    assertThat(leases.keptBytes()).isLessThanOrEqualTo(10_000);
    assertThat(segment.get(key(0), 1)).isPresent();
    assertThat(segment.get(key(1), 1)).isEmpty();
  }

  private void put(CacheKey key, long expiresAt) {
    segment.putUntil(key, VALUE, expiresAt, 1, 0);
  }

  private void flood() {
    for (int i = 100; i < 200; i++) {
      segment.put(key(i), new byte[2_000], Duration.ofDays(1), 1, 0);
    }
  }

  private static CacheKey key(int number) {
    return new CacheKey("acme", "test", "key-" + number);
  }
}
