package io.blatam.kvcache.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.copies.CopyValue;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.insight.ClusterReport.Latency;
import io.blatam.kvcache.insight.Health.Check;
import io.blatam.kvcache.insight.Health.State;
import io.blatam.kvcache.prefetch.PrefetchValue;
import io.blatam.kvcache.shard.Answer.Description;
import io.blatam.platform.StartupException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final HealthSettings SETTINGS = HealthSettings.from(config(""));

  private static Config config(String text) {
    return ConfigFactory.parseString(text)
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve();
  }

  private static ClusterReport report(Rates rates, double getP99, double loadP99) {
    return new ClusterReport(
        List.of("node"),
        0,
        Map.of(),
        List.of(),
        List.of(),
        AccessProfile.empty(),
        rates,
        PrefetchValue.ZERO,
        CopyValue.ZERO,
        Map.of(
            "get", new Latency(100, 0.1, 0.2, getP99, getP99),
            "load", new Latency(100, 900, 2_000, loadP99, loadP99)));
  }

  private static Optional<Description> segment(long bytes) {
    Tally tally = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, bytes, 0);
    return Optional.of(new Description(1, tally, tally, 0, 1_000, List.of()));
  }

  private static Optional<Description> held(long entries, long expirations) {
    Tally tally = new Tally(0, 0, 0, 0, 0, 0, expirations, 0, 0, 0, entries, 10, 0);
    return Optional.of(new Description(1, tally, tally, 0, 1_000, List.of()));
  }

  private static Health health(ClusterReport report, List<Optional<Description>> segments) {
    return Health.of(SETTINGS, report, segments, Language.ENGLISH);
  }

  private static Check check(Health health, String name) {
    return health.checks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void quiet_isWell() {
    Health health = health(report(Rates.NONE, 1, 1), List.of(segment(10)));

    assertThat(health.state()).isEqualTo(State.OK);
    assertThat(health.checks()).allSatisfy(check -> assertThat(check.advice()).isEmpty());
    assertThat(check(health, "hit-ratio").value()).isEmpty();
  }

  @Test
  void hitRatio_belowTheThresholds() {
    Health warned = health(report(new Rates(200, 800, 17, 0, 0), 1, 1), List.of(held(0, 1)));
    Health critical = health(report(new Rates(1, 999, 17, 0, 0), 1, 1), List.of(held(0, 1)));

    assertThat(check(warned, "hit-ratio").state()).isEqualTo(State.WARN);
    assertThat(check(warned, "hit-ratio").value()).contains(0.2);
    assertThat(check(critical, "hit-ratio").state()).isEqualTo(State.CRITICAL);
    assertThat(critical.state()).isEqualTo(State.CRITICAL);
  }

  @Test
  void hitRatio_ofACacheThatIsFilledForTheFirstTime_isNotJudged() {
    Rates first = new Rates(0, 673, 12, 12, 0);
    Rates then = new Rates(300, 673, 16, 12, 0);

    assertThat(check(health(report(first, 1, 1), List.of(held(673, 0))), "hit-ratio"))
        .satisfies(check -> assertThat(check.value()).isEmpty())
        .satisfies(check -> assertThat(check.state()).isEqualTo(State.OK));
    assertThat(check(health(report(then, 1, 1), List.of(held(673, 0))), "hit-ratio").value())
        .contains(1.0);
  }

  @Test
  void hitRatio_ofACacheThatLostWhatItHeldOrNeverHeldIt_isJudged() {
    Rates missing = new Rates(0, 673, 12, 12, 0);

    assertThat(check(health(report(missing, 1, 1), List.of(held(673, 400))), "hit-ratio").state())
        .isEqualTo(State.CRITICAL);
    assertThat(check(health(report(missing, 1, 1), List.of(held(9, 0))), "hit-ratio").state())
        .isEqualTo(State.CRITICAL);
  }

  @Test
  void hitRatio_ofACacheThatIsFilledAndLostLittle_isNotJudgedByItsFirstLookups() {
    Rates first = new Rates(0, 673, 12, 12, 0);

    assertThat(check(health(report(first, 1, 1), List.of(held(672, 1))), "hit-ratio").value())
        .isEmpty();
  }

  @Test
  void segments_thatDoNotAnswer_areCritical() {
    Health health =
        health(report(Rates.NONE, 1, 1), List.of(segment(10), Optional.empty(), segment(10)));

    assertThat(check(health, "segments").state()).isEqualTo(State.CRITICAL);
    assertThat(check(health, "segments").value()).contains(1.0);
  }

  @Test
  void latency_ofLoadsDoesNotCount_ofTheOthersDoes() {
    assertThat(health(report(Rates.NONE, 1, 60_000), List.of(segment(10))).state())
        .isEqualTo(State.OK);
    assertThat(
            check(health(report(Rates.NONE, 70, 1), List.of(segment(10))), "latency-p99").state())
        .isEqualTo(State.WARN);
  }

  @Test
  void memory_fullIsAWarningOnlyWhileItEvicts() {
    Rates evicting = new Rates(900, 100, 17, 5, 5);

    assertThat(check(health(report(Rates.NONE, 1, 1), List.of(segment(990))), "memory").state())
        .isEqualTo(State.OK);
    assertThat(check(health(report(evicting, 1, 1), List.of(segment(990))), "memory").state())
        .isEqualTo(State.WARN);
  }

  @Test
  void evictions_perSegment() {
    Rates evicting = new Rates(900, 100, 17, 0, 500);

    assertThat(check(health(report(evicting, 1, 1), List.of(segment(1))), "evictions").state())
        .isEqualTo(State.WARN);
    assertThat(
            check(
                    health(
                        report(evicting, 1, 1),
                        List.of(segment(1), segment(1), segment(1), segment(1))),
                    "evictions")
                .state())
        .isEqualTo(State.OK);
  }

  @Test
  void settings_thatDoNotFitNameTheirKey() {
    assertThatThrownBy(
            () -> HealthSettings.from(config("blatam.kvcache.health.hit-ratio.critical = 0.9")))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("blatam.kvcache.health.hit-ratio");
  }

  @Test
  void language_whatTheHeaderLikesBest() {
    assertThat(Language.of(Optional.of("es-CO,es;q=0.9,en;q=0.8"))).isEqualTo(Language.SPANISH);
    assertThat(Language.of(Optional.of("de, en;q=0.5"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Optional.of(";;;"))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Optional.empty())).isEqualTo(Language.ENGLISH);
  }
}
