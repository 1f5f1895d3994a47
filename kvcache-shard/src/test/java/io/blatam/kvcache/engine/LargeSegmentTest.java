package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * More than a hundred thousand entries, as properties do not reach: parts of hashes fall together,
 * tables grow and the panel narrows its sample.
 */
class LargeSegmentTest {

  private static final long BOUND = 24 << 20;
  private static final int KEYS = 400_000;
  private static final int ACCESSES = 300_000;
  private static final int PHASE = 20_000;

  private final SplittableRandom random = new SplittableRandom(11);
  private final CacheSegment segment =
      new CacheSegment(
          BOUND, 0.1, PolicyName.ADAPTIVE.create(BOUND), Codec.RAW, Residency.MEMORY_ONLY, random);
  private long now = 1_750_000_000_000L;
  private int looped;

  @ParameterizedTest
  @CsvSource({"false", "true"})
  @Timeout(60)
  void loopsScansAndFavourites_whateverElseIsDone_stayWithinTheBound(boolean chains) {
    Optional<String> last = Optional.empty();
    for (int access = 0; access < ACCESSES; access++) {
      now += random.nextInt(3);
      CacheKey key = new CacheKey("acme", "test", "k" + next(access / PHASE));
      switch (random.nextInt(200)) {
        case 0, 1, 2, 3 -> segment.remove(key);
        case 4, 5, 6, 7 -> segment.pin(key, now);
        case 8 -> segment.unpin(key, now);
        default -> {
          if (segment.get(key, now).isEmpty()) {
            put(key, chains && random.nextBoolean() ? last : Optional.empty());
          }
          last = Optional.of(key.key());
        }
      }
      assertThat(segment.bytes() + segment.bookkeeping() <= BOUND).isTrue();
    }

    Set<CacheKey> listed = new HashSet<>();
    segment.listing().forEach(now, entry -> assertThat(listed.add(entry.key())).isTrue());
    segment.removeExpired(now);
    assertThat(segment.tally().entries()).isGreaterThan(50_000);
    assertThat(listed).hasSizeGreaterThanOrEqualTo((int) segment.tally().entries());
  }

  /** A loop, favourites among all, any, and favourites among many that never come again. */
  private int next(int phase) {
    int favourite = (int) (KEYS * Math.pow(random.nextDouble(), 3));
    return switch (phase % 4) {
      case 0 -> looped++ % KEYS;
      case 1 -> favourite;
      case 2 -> random.nextInt(KEYS);
      default -> random.nextInt(4) == 0 ? KEYS + random.nextInt() >>> 1 : favourite;
    };
  }

  private void put(CacheKey key, Optional<String> after) {
    Duration ttl = Duration.ofMillis(random.nextInt(10) == 0 ? 1_000 : 100_000_000);
    byte[] value = new byte[random.nextInt(8)];
    segment.put(key, value, ttl, Duration.ZERO, 1, after, now);
  }
}
