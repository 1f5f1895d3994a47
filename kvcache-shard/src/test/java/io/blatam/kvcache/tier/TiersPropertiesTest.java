package io.blatam.kvcache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.codec.ContentHash;
import io.blatam.kvcache.codec.ContentStore;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to a segment and its tiers, in whatever order, restarts included. */
class TiersPropertiesTest {

  enum Act {
    PUT,
    GET,
    REMOVE,
    CHECKPOINT_BEGINS,
    WORK,
    SWEEP,
    KILLED,
    STOPPED,
    RESTORE_FROM_ELSEWHERE
  }

  /**
   * @param content which of a few contents a put writes, so that some are equal
   */
  record Step(Act act, int tenant, int key, int content, int ttlMillis, int passesMillis) {

    CacheKey cacheKey() {
      String namespace = key % 3 == 0 ? "sealed" : "test";
      return new CacheKey("tenant-" + tenant, namespace, "key-" + key);
    }

    byte[] value() {
      SplittableRandom random = new SplittableRandom(content);
      byte[] value = new byte[100 + content * 150];
      for (int i = 0; i < value.length; i++) {
        value[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 'a');
      }
      return value;
    }
  }

  private static final String SETTINGS =
      ScratchSegment.TIGHT
          + "blatam.kvcache { deduplicate = on, namespaces.sealed { hmac = on, deduplicate = off }"
          + " }\n";

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(14, Arbitraries.of(Act.PUT, Act.GET)),
                net.jqwik.api.Tuple.of(3, Arbitraries.just(Act.REMOVE)),
                net.jqwik.api.Tuple.of(
                    2, Arbitraries.of(Act.CHECKPOINT_BEGINS, Act.WORK, Act.SWEEP)),
                net.jqwik.api.Tuple.of(
                    1, Arbitraries.of(Act.KILLED, Act.STOPPED, Act.RESTORE_FROM_ELSEWHERE))),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(50, 2_000),
            Arbitraries.integers().between(0, 60))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150);
  }

  @Property(tries = 150)
  void get_givesTheLastValueWrittenOrNothing_whateverTierAndProcessItIsIn(
      @ForAll("steps") List<Step> steps, @ForAll PolicyName policy) throws IOException {
    Path root = Files.createTempDirectory("tiers");
    int folder = 0;
    ScratchSegment scratch = open(root, folder, policy);
    Map<CacheKey, Step> written = new HashMap<>();
    Map<CacheKey, Long> expiry = new HashMap<>();
    long now = 0;
    for (Step step : steps) {
      now += step.passesMillis();
      CacheKey key = step.cacheKey();
      switch (step.act()) {
        case PUT -> {
          scratch.segment.put(key, step.value(), Duration.ofMillis(step.ttlMillis()), 5, now);
          written.put(key, step);
          expiry.put(key, now + step.ttlMillis());
        }
        case GET -> {
          Optional<byte[]> found = scratch.get(key, now);
          if (found.isPresent()) {
            assertThat(written).containsKey(key);
            assertThat(found.get()).isEqualTo(written.get(key).value());
            assertThat(now).isLessThan(expiry.get(key));
          }
        }
        case REMOVE -> {
          scratch.segment.remove(key);
          written.remove(key);
        }
        case CHECKPOINT_BEGINS -> scratch.parts.beginCheckpoint(scratch.segment, now);
        case WORK -> scratch.parts.work(now);
        case SWEEP -> {
          scratch.segment.removeExpired(now);
          scratch.parts.removeExpired(now);
        }
        case KILLED -> {
          ScratchSegment.copy(root.resolve("segment-" + folder), root.resolve("copy"));
          scratch.cold.delete();
          Files.move(root.resolve("copy"), root.resolve("segment-" + ++folder));
          scratch = open(root, folder, policy);
        }
        case STOPPED -> {
          scratch.stop(now);
          scratch = open(root, folder, policy);
        }
        case RESTORE_FROM_ELSEWHERE -> scratch = moved(scratch, root, ++folder, policy, now);
      }
      assertBounds(scratch);
      assertReferences(scratch);
    }
    for (Step step : steps) {
      scratch.segment.remove(step.cacheKey());
    }
    assertThat(scratch.warm.bytes()).isZero();
    assertThat(scratch.warm.contents("tenant-0")).isEmpty();
    assertThat(scratch.warm.contents("tenant-1")).isEmpty();
    assertThat(scratch.cold.size()).isZero();
    assertThat(scratch.alarms).isEmpty();
    scratch.cold.delete();
    OwnerOnly.delete(root);
  }

  private static ScratchSegment open(Path root, int folder, PolicyName policy) {
    ScratchSegment scratch =
        new ScratchSegment(root.resolve("segment-" + folder), SETTINGS, 4_000, policy);
    scratch.parts.beginWarmUp(scratch.segment);
    return scratch;
  }

  /** Another segment, with what this one has in memory. */
  private static ScratchSegment moved(
      ScratchSegment from, Path root, int folder, PolicyName policy, long now) {
    List<CacheEntry> taken = new ArrayList<>();
    from.segment.listing().forEach(now, taken::add);
    Collections.reverse(taken);
    taken.addAll(from.parts.warm(now));
    Collections.reverse(taken);
    from.cold.delete();
    ScratchSegment to = open(root, folder, policy);
    taken.forEach(entry -> to.segment.restore(entry, now));
    return to;
  }

  private static void assertBounds(ScratchSegment scratch) {
    assertThat(scratch.segment.bytes()).isBetween(0L, 4_000L);
    assertThat(scratch.warm.bytes()).isBetween(0L, 4L * 1024);
    assertThat(scratch.cold.bytes()).isBetween(0L, 512L * 1024);
  }

  /** Exactly as many references to each content as there are warm entries that have it. */
  private static void assertReferences(ScratchSegment scratch) {
    for (String tenant : List.of("tenant-0", "tenant-1")) {
      Map<ContentHash, Long> expected = new HashMap<>();
      long distinct = 0;
      List<CacheKey> keys = new ArrayList<>();
      scratch.warm.forEachKey(Long.MIN_VALUE, keys::add);
      for (CacheKey key : keys) {
        if (key.tenant().equals(tenant) && !key.namespace().equals("sealed")) {
          byte[] form = scratch.warm.find(key).orElseThrow().entry().form();
          boolean first = expected.merge(ContentHash.of(form), 1L, Long::sum) == 1;
          distinct += first ? form.length : 0;
        }
      }
      Optional<ContentStore> store = scratch.warm.contents(tenant);
      assertThat(store.isPresent()).isEqualTo(!expected.isEmpty());
      if (store.isPresent()) {
        expected.forEach(
            (hash, count) -> assertThat(store.get().references(hash)).isEqualTo(count));
        assertThat(store.get().bytes()).isEqualTo(distinct);
      }
    }
  }

  /** The bound holds, and what is newest is there, however often everything is overwritten. */
  @Property(tries = 15)
  void files_neverTakeMoreThanTheirBound(@ForAll("steps") List<Step> steps, @ForAll boolean fewKeys)
      throws IOException {
    Path root = Files.createTempDirectory("tiers");
    ScratchSegment scratch = open(root, 0, PolicyName.LRU);
    SplittableRandom random = new SplittableRandom(steps.size());
    byte[] noise = new byte[3_000];
    for (int i = 0; i < 400; i++) {
      random.nextBytes(noise);
      CacheKey key = ScratchSegment.key("key-" + (fewKeys ? i % 40 : i));
      scratch.put(key, noise.clone(), 1);
      assertThat(scratch.cold.bytes()).isBetween(0L, 512L * 1024);
      assertThat(scratch.get(key, 1))
          .hasValueSatisfying(v -> assertThat(Arrays.equals(v, noise)).isTrue());
    }
    if (fewKeys) {
      for (int i = 0; i < 40; i++) {
        assertThat(scratch.get(ScratchSegment.key("key-" + i), 1)).isPresent();
      }
    }
    scratch.cold.delete();
    OwnerOnly.delete(root);
  }
}
