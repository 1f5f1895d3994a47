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
    return report(
        rates,
        Map.of(
            "get", new Latency(1_000, 0.1, 0.2, getP99, getP99),
            "load", new Latency(1_000, 900, 2_000, loadP99, loadP99)));
  }

  private static ClusterReport report(Rates rates, Map<String, Latency> latencies) {
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
        latencies);
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

  private static Check latency(long count, double p50, double p95, double p99) {
    Latency get = new Latency(count, p50, p95, p99, p99);
    return check(
        health(report(Rates.NONE, Map.of("get", get)), List.of(segment(10))), "latency-p99");
  }

  @Test
  void latency_ofTheFirstOperationsOfAProcess_isNotJudgedByTheFewSlowOnes() {
    assertThat(latency(3, 66, 66, 66).state()).isEqualTo(State.OK);
    assertThat(latency(3, 66, 66, 66).value()).isEmpty();
    assertThat(latency(40, 0.3, 66, 66)).satisfies(c -> assertThat(c.value()).contains(0.3));
    assertThat(latency(200, 0.3, 2, 66)).satisfies(c -> assertThat(c.value()).contains(2.0));
    assertThat(latency(200, 0.3, 2, 66).state()).isEqualTo(State.OK);
  }

  @Test
  void latency_ofFewOperationsThatAreAllSlow_isJudged() {
    assertThat(latency(10, 66, 70, 80).state()).isEqualTo(State.WARN);
    assertThat(latency(100, 1, 2_000, 3_000).state()).isEqualTo(State.CRITICAL);
    assertThat(latency(500, 1, 2, 66).state()).isEqualTo(State.WARN);
  }

  @Test
  void segmentsAndNodesThatDoNotAnswer_areCounted() {
    List<Optional<Description>> segments = List.of(segment(10), Optional.empty());
    assertThat(check(health(report(Rates.NONE, 1, 1), segments), "segments").advice())
        .hasValueSatisfying(text -> assertThat(text).startsWith("1 segment and 0 nodes did not"));
    Health spanish = Health.of(SETTINGS, report(Rates.NONE, 1, 1), segments, Language.SPANISH);
    assertThat(check(spanish, "segments").advice())
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("No respondieron 1 segmento y 0 nodos"));
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
