package io.blatam.kvcache.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each expert on accesses that can be followed by hand; weights and costs are 1 unless said. */
class ExpertsTest {

  private static final int LESSON = 250;

  private final Clock clock = new Clock();
  private final Forecast forecast = new Forecast();
  private final Map<Long, Integer> last = new HashMap<>();

  @Test
  void everyExpert_anEntryThatGrows_makesOthersGo() {
    for (ExpertKind kind : ExpertKind.values()) {
      Shadows shadow = shadow(kind, 10);
      access(shadow, 1, 4, 1);
      access(shadow, 2, 4, 1);
      access(shadow, 2, 7, 1);

      assertThat(shadow.size()).as(kind.name()).isEqualTo(1);
    }
  }

  @Test
  void lirs_onePassOverManyKeys_leavesWhatWasThereFirst() {
    Shadows lirs = shadow(ExpertKind.LIRS, 128);
    ask(lirs, 0, 128);
    ask(lirs, 1000, 1300);

    assertThat(LongStream.range(0, 126).allMatch(key -> has(lirs, key))).isTrue();
    assertThat(LongStream.of(1298, 1299).allMatch(key -> has(lirs, key))).isTrue();
  }

  @Test
  void lirs_whatCameBackSooner_takesThePlaceOfTheLongestUnused() {
    Shadows lirs = shadow(ExpertKind.LIRS, 128);
    ask(lirs, 0, 129);
    access(lirs, 128, 1, 1);
    ask(lirs, 1000, 1300);

    assertThat(LongStream.range(1, 126).allMatch(key -> has(lirs, key))).isTrue();
    assertThat(has(lirs, 128)).isTrue();
    assertThat(has(lirs, 0)).isFalse();
  }

  @Test
  void lirs_whatIsRememberedAfterItWent_takesAPlaceAsWell() {
    Shadows lirs = shadow(ExpertKind.LIRS, 128);
    ask(lirs, 0, 132);
    assertThat(has(lirs, 128)).isFalse();
    access(lirs, 128, 1, 1);
    ask(lirs, 1000, 1300);

    assertThat(has(lirs, 128)).isTrue();
  }

  @Test
  void gdsf_keepsWhatIsDearAndLight() {
    Shadows gdsf = shadow(ExpertKind.GDSF, 100);
    access(gdsf, 1, 50, 1);
    access(gdsf, 2, 25, 1);
    access(gdsf, 3, 25, 10);
    access(gdsf, 4, 1, 1);

    assertThat(has(gdsf, 1)).isFalse();
    assertThat(LongStream.of(2, 3, 4).allMatch(key -> has(gdsf, key))).isTrue();
  }

  @Test
  void gittins_aLoopLargerThanTheCache_isHeldAsFarAsItFits() {
    KeeperCache cache = new KeeperCache(500, new Memory(1 << 20, 1 << 20, 0));
    long late = 0;
    for (int round = 0; round < 40; round++) {
      long hits = LongStream.range(0, 1000).filter(key -> cache.access(key, 1, 1)).count();
      late += round >= 20 ? hits : 0;
    }

    // Belady's bound is a hair below one half; least recently used has no hit at all.
    assertThat(late / 20_000.0).isBetween(0.45, 0.50);
    assertThat(cache.keeper.leading()).isIn(ExpertKind.GITTINS, ExpertKind.LIRS);
  }

  @Test
  void gittins_givesUpWhatWasNeverAskedForAgain_beforeWhatAlwaysIs() {
    for (int i = 0; i < LESSON; i++) {
      forecast.givenUp(Info.past(1, 0), FadingCount.FIRST, 100);
      forecast.reused(Info.past(2, 0), FadingCount.FIRST, 3);
    }
    forecast.learn(forecast.lesson(), 1);
    Shadows gittins = shadow(ExpertKind.GITTINS, 64);
    for (long key = 0; key < 61; key++) {
      access(gittins, key, 1, 1);
    }
    for (long key = 100; key < 104; key++) {
      clock.now++;
      gittins.access(spread(key), 1, Info.past(2, 0));
    }

    assertThat(LongStream.range(100, 104).allMatch(key -> has(gittins, key))).isTrue();
    assertThat(gittins.size()).isEqualTo(64);
  }

  @Test
  void gittins_ofTwoAsOftenAskedFor_givesUpTheOneWhoseTimesFaded() {
    int often = FadingCount.again(FadingCount.FIRST, 1, 64 * FadingCount.HALF_LIFE, 1);
    for (int i = 0; i < LESSON; i++) {
      forecast.givenUp(Info.past(2, 0), FadingCount.FIRST, 100);
      forecast.reused(Info.past(2, 0), often, 3);
    }
    forecast.learn(forecast.lesson(), 1);
    Shadows gittins = shadow(ExpertKind.GITTINS, 64);
    for (long key = 0; key < 80; key++) {
      clock.now++;
      clock.count = key < 4 ? often : FadingCount.FIRST;
      gittins.access(spread(key), 1, Info.past(2, 0));
    }

    assertThat(LongStream.range(0, 4).allMatch(key -> has(gittins, key))).isTrue();
    assertThat(gittins.size()).isEqualTo(64);
  }

  @Test
  void everyExpert_declinesWhatIsHeavierThanTheCache_andKeepsTheRest() {
    for (ExpertKind kind : ExpertKind.values()) {
      Shadows shadow = shadow(kind, 100);
      access(shadow, 1, 10, 1);
      access(shadow, 2, 101, 1);

      assertThat(has(shadow, 1)).as(kind.name()).isTrue();
      assertThat(shadow.size()).as(kind.name()).isEqualTo(1);
    }
  }

  private Shadows shadow(ExpertKind kind, long capacity) {
    clock.room(capacity);
    return new Shadows(clock, forecast, capacity, kind);
  }

  private void ask(Shadows shadow, long from, long to) {
    LongStream.range(from, to).forEach(key -> access(shadow, key, 1, 1));
  }

  private long hits(Shadows shadow, long... keys) {
    return LongStream.of(keys).filter(key -> access(shadow, key, 1, 1)).count();
  }

  private boolean access(Shadows shadow, long key, int weight, long cost) {
    clock.miss();
    Integer before = last.put(key, clock.now);
    clock.interval = before == null ? Clock.UNKNOWN : clock.now - before;
    return shadow.access(spread(key), weight, Info.first(weight, cost)) != 0;
  }

  private static boolean has(Shadows shadow, long key) {
    return shadow.contains(0, spread(key));
  }

  private static long spread(long key) {
    return KeeperCache.spread(key);
  }
}
