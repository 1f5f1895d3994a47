package io.blatam.kvcache.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.HotKey;
import io.blatam.kvcache.analytics.ReuseHistogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final AccessProfile SEEN =
      new AccessProfile(ReuseHistogram.empty(), new double[0], 50_000, 400, 0.1, List.of());

  private static List<String> said(Language language, double halfSaves, double twiceSaves) {
    return said(language, halfSaves, twiceSaves, 0.52);
  }

  private static List<String> said(
      Language language, double halfSaves, double twiceSaves, double hitRatio) {
    Curve curve =
        new Curve(
            64 << 20,
            List.of(
                new Curve.Point(0.5, 32 << 20, 0.5 + halfSaves / 2, halfSaves),
                new Curve.Point(1, 64 << 20, 0.5, 0),
                new Curve.Point(2, 128 << 20, 0.5 + twiceSaves / 2, twiceSaves)));
    return new Advice(language, "EUR", 1 << 20).sentences(SEEN, curve, hitRatio, List.of());
  }

  private static List<String> saidOf(double lookups, int sampledKeys, HotKey hottest) {
    AccessProfile profile =
        new AccessProfile(
            ReuseHistogram.empty(), new double[0], lookups, sampledKeys, 0.1, List.of(hottest));
    Curve curve = Curve.of(profile, 1 << 20, 32);
    assertThat(curve.points()).isEmpty();
    return new Advice(Language.ENGLISH, "EUR", 1 << 20).sentences(profile, curve, 0.5, List.of());
  }

  @Test
  void sentences_fewLookups_sayWhatItTakesAndNothingOfOneKey() {
    assertThat(saidOf(400, 300, new HotKey("acme", "plans", "plan-0", 256, 0)))
        .containsExactly(
            "Too little was seen for a curve: it takes 1,000 lookups and 50 keys looked at, and so"
                + " far there are 400 and 300.");
  }

  @Test
  void sentences_fewKeysManyLookups_sayWhichKeyItIs() {
    assertThat(saidOf(10_000, 7, new HotKey("acme", "plans", "plan-0", 4_000, 0)))
        .containsExactly(
            "Too little was seen for a curve: it takes 1,000 lookups and 50 keys looked at, and so"
                + " far there are 10,000 and 7.",
            "One key of namespace 'plans' takes about 40% of all lookups: what asks for it could"
                + " keep it.");
  }

  @Test
  void sentences_moreMemoryHelps_sayByHowMuch() {
    assertThat(said(Language.ENGLISH, -0.2, 0.11))
        .startsWith(
            "Twice the memory (128 MiB instead of 64 MiB; blatam.kvcache.segment-bytes = 2 MiB)"
                + " would save 11% more: hits would go from 50% to 56% of lookups.",
            "Half the memory (32 MiB) would save 20% less.");
    assertThat(said(Language.SPANISH, -0.2, 0.11).get(1))
        .isEqualTo("La mitad de la memoria (32 MiB) ahorraría un 20\u00a0% menos.");
  }

  /** What memory would save can not be more than what is missed. */
  @Test
  void sentences_whereMoreHitsThanTheCurveSays_boundWhatMemorySaves() {
    assertThat(said(Language.ENGLISH, -0.2, 0.9, 0.98))
        .startsWith(
            "In fact 98% of lookups hit, more than LRU would reach with this memory: the policy and"
                + " the tiers below memory see to the rest. More memory can save the 2.0% that"
                + " missed at most, and make hits faster.");
    assertThat(said(Language.SPANISH, -0.2, 0.9, 0.98).get(0))
        .startsWith("En realidad acertó el 98\u00a0% de las consultas");
    assertThat(said(Language.ENGLISH, -0.2, 0.9, 0.53).get(0)).startsWith("Twice the memory");
  }

  @Test
  void sentences_memoryMattersNot_sayThatAndNoZeroes() {
    assertThat(said(Language.ENGLISH, -0.001, 0.002))
        .startsWith(
            "Twice the memory (128 MiB instead of 64 MiB) would save next to nothing more.",
            "Half the memory (32 MiB) would save practically as much.");
    assertThat(said(Language.SPANISH, 0, 0))
        .startsWith(
            "El doble de memoria (128 MiB en vez de 64 MiB) no ahorraría prácticamente nada más.",
            "Con la mitad de la memoria (32 MiB) se ahorraría prácticamente lo mismo.");
  }
}
