package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.AdaptivePolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to chains of blocks: none is evicted that another block follows. */
class ChainPropertiesTest {

  private static final long BOUND = 8_000;
  private static final int KEYS = 24;

  private enum Deed {
    GET,
    PUT,
    PUT_AFTER,
    REMOVE,
    EXPIRE
  }

  record Step(Deed deed, int key, int parent, int size, int ttlMillis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(3, Deed.GET),
                net.jqwik.api.Tuple.of(2, Deed.PUT),
                net.jqwik.api.Tuple.of(10, Deed.PUT_AFTER),
                net.jqwik.api.Tuple.of(1, Deed.REMOVE),
                net.jqwik.api.Tuple.of(1, Deed.EXPIRE)),
            Arbitraries.integers().between(0, KEYS - 1),
            Arbitraries.integers().between(0, KEYS - 1),
            Arbitraries.integers().between(0, 1_500),
            Arbitraries.integers().between(1, 5_000))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(400);
  }

  /** Which block follows which, as the segment was told. */
  private static final class Links implements SegmentListener {
    private final Map<CacheKey, CacheKey> parents = new HashMap<>();

    @Override
    public void evicted(CacheEntry entry) {
      assertThat(parents.values()).as("blocks that are followed").doesNotContain(entry.key());
      parents.remove(entry.key());
    }

    @Override
    public void removed(CacheKey key, long hash) {
      forget(key);
    }

    @Override
    public void expired(CacheEntry entry) {
      forget(entry.key());
    }

    void forget(CacheKey key) {
      parents.remove(key);
      parents.values().removeIf(key::equals);
    }

    void link(CacheKey key, CacheKey parent) {
      CacheKey each = parent;
      while (each != null && !each.equals(key)) {
        each = parents.get(each);
      }
      if (each == null) {
        parents.put(key, parent);
      }
    }
  }

  @Property(tries = 500)
  void evicted_areTailsOnly_andBytesStayInTheBound(@ForAll("steps") List<Step> steps) {
    CacheSegment segment =
        new CacheSegment(
            BOUND,
            0,
            new AdaptivePolicy(BOUND),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    Links links = new Links();
    segment.listen(links);
    long now = 0;
    for (Step step : steps) {
      now += 10;
      CacheKey key = key(step.key());
      CacheKey parent = key(step.parent());
      Duration ttl = Duration.ofMillis(step.ttlMillis());
      byte[] value = new byte[step.size()];
      switch (step.deed()) {
        case GET -> segment.get(key, now);
        case REMOVE -> segment.remove(key);
        case EXPIRE -> segment.removeExpired(now);
        case PUT -> {
          if (!segment.put(key, value, ttl, 1, now)) {
            links.forget(key);
          }
        }
        case PUT_AFTER -> {
          boolean parentIsHere = segment.expiresAt(parent, now).isPresent();
          boolean stored = segment.putAfter(parent, key, value, ttl, 1, now);
          assertThat(stored && !parentIsHere).as("stored without its parent").isFalse();
          if (!stored) {
            links.forget(key);
          } else if (segment.expiresAt(parent, now).isPresent()) {
            // A block that is overwritten may have pushed its new parent out.
            links.link(key, parent);
          }
        }
      }
      assertThat(segment.bytes() + segment.bookkeeping()).isLessThanOrEqualTo(BOUND);
    }
    int[] listed = new int[1];
    segment.listing().forEach(now, entry -> listed[0]++);
    segment.removeExpired(now);
    assertThat(listed[0]).isEqualTo(segment.tally().entries());
  }

  /** Where there is nothing but one chain, its beginning stays and no more is taken in. */
  @Example
  void putAfter_chainThatFillsTheSegment_doesNotFail() {
    long bound = 64_000;
    CacheSegment segment =
        new CacheSegment(
            bound,
            0,
            new AdaptivePolicy(bound),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    segment.put(key(0), new byte[500], Duration.ofHours(1), 1, 0);
    for (int i = 1; i < 300; i++) {
      segment.putAfter(key(i - 1), key(i), new byte[500], Duration.ofHours(1), 1, i);
      assertThat(segment.bytes() + segment.bookkeeping()).isLessThanOrEqualTo(bound);
    }

    assertThat(segment.get(key(0), 300)).isPresent();
  }

  private static CacheKey key(int number) {
    return new CacheKey("tenant", "blocks", "block-" + number);
  }
}
