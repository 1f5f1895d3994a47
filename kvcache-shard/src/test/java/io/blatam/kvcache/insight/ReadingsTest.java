package io.blatam.kvcache.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.engine.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsTest {

  private final Readings readings = new Readings(60_000);

  @Test
  void rates_oneReading_sayNothing() {
    readings.add(0, Map.of(0, tally(1_000, 500)));

    assertThat(readings.rates()).isEqualTo(Rates.NONE);
  }

  @Test
  void rates_twoSegments_areWhatBothDidBetweenTheReadings() {
    readings.add(0, Map.of(0, tally(1_000, 500), 1, tally(10, 20)));
    readings.add(10_000, Map.of(0, tally(1_030, 510), 1, tally(30, 40)));

    Rates rates = readings.rates();
    assertThat(rates.hits()).isEqualTo(50);
    assertThat(rates.misses()).isEqualTo(30);
    assertThat(rates.lookupsPerSecond()).isEqualTo(8);
  }

  @Test
  void rates_segmentThatCameBetween_countsWithAllThatItDid() {
    readings.add(0, Map.of());
    readings.add(10_000, Map.of(7, tally(40, 10)));

    assertThat(readings.rates().hits()).isEqualTo(40);
  }

  @Test
  void rates_segmentThatWentAndCameBack_neverCountsBackwards() {
    readings.add(0, Map.of(7, tally(40, 10)));
    readings.add(10_000, Map.of(7, tally(3, 0)));
    readings.add(20_000, Map.of(7, tally(5, 1)));

    assertThat(readings.rates().hits()).isEqualTo(2);
    assertThat(readings.rates().misses()).isEqualTo(1);
  }

  /**
   * Somebody sets it; rates are of what comes after that, and not of an hour as of a millisecond.
   */
  @Test
  void rates_clockGoesBack_beginAnew() {
    readings.add(3_600_000, Map.of(0, tally(0, 0)));
    readings.add(0, Map.of(0, tally(1_000, 0)));
    assertThat(readings.rates()).isEqualTo(Rates.NONE);

    readings.add(10_000, Map.of(0, tally(1_050, 0)));
    assertThat(readings.rates().hits()).isEqualTo(50);
    assertThat(readings.rates().lookupsPerSecond()).isEqualTo(5);
  }

  @Test
  void rates_olderThanTheWindow_areForgotten() {
    readings.add(0, Map.of(0, tally(0, 0)));
    readings.add(50_000, Map.of(0, tally(1_000, 0)));
    readings.add(100_000, Map.of(0, tally(1_010, 0)));

    assertThat(readings.rates().hits()).isEqualTo(10);
  }

  private static Tally tally(long hits, long misses) {
    return new Tally(hits, misses, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
