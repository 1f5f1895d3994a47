package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each expert on accesses that can be followed by hand; weights and costs are 1 unless said. */
class ExpertsTest {

  private final List<Long> evicted = new ArrayList<>();

  @Test
  void lru_givesUpTheLongestUnused() {
    Expert lru = ExpertKind.LRU.create(3, evicted::add);

    assertThat(hits(lru, 1, 2, 3, 1, 4, 2)).isEqualTo(1);
    assertThat(evicted).containsExactly(2L, 3L);
    assertThat(lru.contains(1)).isTrue();
  }

  @Test
  void lru_anEntryThatGrows_makesOthersGo() {
    Expert lru = ExpertKind.LRU.create(10, evicted::add);
    lru.access(1, 4, 1);
    lru.access(2, 4, 1);
    lru.access(2, 7, 1);

    assertThat(evicted).containsExactly(1L);
  }

  @Test
  void s3Fifo_aScanPassesByWhatWasAskedForTwiceMore() {
    Expert s3 = ExpertKind.S3_FIFO.create(10, evicted::add);
    hits(s3, 1, 1, 1);
    LongStream.range(100, 200).forEach(key -> s3.access(key, 1, 1));

    assertThat(s3.contains(1)).isTrue();
    assertThat(evicted).hasSize(91).doesNotContain(1L);
  }

  @Test
  void s3Fifo_whoComesBackAfterTheSmallQueue_entersTheMainQueue() {
    Expert s3 = ExpertKind.S3_FIFO.create(10, evicted::add);
    LongStream.range(0, 11).forEach(key -> s3.access(key, 1, 1));
    assertThat(evicted).containsExactly(0L);
    s3.access(0, 1, 1);
    LongStream.range(100, 150).forEach(key -> s3.access(key, 1, 1));

    assertThat(s3.contains(0)).isTrue();
  }

  @Test
  void tinyLfu_onePassOverManyKeys_leavesTheFrequentOnes() {
    Expert tinyLfu = ExpertKind.W_TINY_LFU.create(100, evicted::add);
    for (int round = 0; round < 3; round++) {
      LongStream.range(0, 99).forEach(key -> tinyLfu.access(key, 1, 1));
    }
    LongStream.range(1000, 1300).forEach(key -> tinyLfu.access(key, 1, 1));

    long kept = LongStream.range(0, 99).filter(tinyLfu::contains).count();
    assertThat(kept).isGreaterThan(90);
    assertThat(tinyLfu.contains(1299)).as("the newest has its place in the window").isTrue();
  }

  @Test
  void gdsf_keepsWhatIsDearAndLight() {
    Expert gdsf = ExpertKind.GDSF.create(100, evicted::add);
    gdsf.access(1, 50, 1);
    gdsf.access(2, 25, 1);
    gdsf.access(3, 25, 10);
    gdsf.access(4, 1, 1);

    assertThat(evicted).containsExactly(1L);
  }

  @Test
  void gdsf_rememberedFrequencyBringsAKeyBack() {
    Expert gdsf = ExpertKind.GDSF.create(2, evicted::add);
    hits(gdsf, 1, 1, 1, 2, 3, 4);
    assertThat(evicted).containsExactly(2L, 3L);
    gdsf.access(2, 1, 1);

    // A newcomer would be worth as little as 4, and 2 comes before 4; but it was asked for before.
    assertThat(evicted).containsExactly(2L, 3L, 4L);
    assertThat(gdsf.contains(2)).isTrue();
  }

  @Test
  void gittins_aLoopLargerThanTheCache_isHeldAsFarAsItFits() {
    Expert gittins = ExpertKind.GITTINS.create(500, evicted::add);
    long late = 0;
    for (int round = 0; round < 40; round++) {
      long hits = LongStream.range(0, 1000).filter(key -> gittins.access(key, 1, 1)).count();
      late += round >= 20 ? hits : 0;
    }

    // Belady's bound is a hair below one half; least recently used has no hit at all.
    assertThat(late / 20_000.0).isBetween(0.48, 0.50);
  }

  @Test
  void everyExpert_declinesWhatIsHeavierThanTheCache_andKeepsTheRest() {
    for (ExpertKind kind : ExpertKind.values()) {
      Expert expert = kind.create(100, evicted::add);
      expert.access(1, 10, 1);
      expert.access(2, 101, 1);

      assertThat(expert.contains(1)).as(kind.name()).isTrue();
      assertThat(expert.contains(2)).as(kind.name()).isFalse();
    }
  }

  private static long hits(Expert expert, long... keys) {
    return LongStream.of(keys).filter(key -> expert.access(key, 1, 1)).count();
  }
}
