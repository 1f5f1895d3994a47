package io.blatam.bul.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {

  private static List<String> next(String cron, String zone, String after, int count) {
    return Recurrence.of(cron, zone).next(Instant.parse(after), count).stream()
        .map(at -> at.atZone(ZoneId.of(zone)).toOffsetDateTime().toString())
        .toList();
  }

  @Test
  void next_firstOfEachMonth() {
    assertThat(next("0 8 1 * *", "America/Bogota", "2026-11-26T00:00:00Z", 3))
        .containsExactly(
            "2026-12-01T08:00-05:00", "2027-01-01T08:00-05:00", "2027-02-01T08:00-05:00");
  }

  @Test
  void next_lastDayOfEachMonth() {
    assertThat(next("30 18 L * *", "Europe/Madrid", "2028-02-01T00:00:00Z", 2))
        .containsExactly("2028-02-29T18:30+01:00", "2028-03-31T18:30+02:00");
  }

  @Test
  void next_workingDays_sundayIsZeroAndSeven() {
    assertThat(next("0 9 * * 1-5", "UTC", "2026-11-27T10:00:00Z", 2))
        .containsExactly("2026-11-30T09:00Z", "2026-12-01T09:00Z");
    assertThat(next("0 9 * * 0", "UTC", "2026-11-27T10:00:00Z", 1))
        .isEqualTo(next("0 9 * * 7", "UTC", "2026-11-27T10:00:00Z", 1))
        .containsExactly("2026-11-29T09:00Z");
  }

  /** In Madrid the clock goes from 02:00 to 03:00 on 2027-03-28. */
  @Test
  void next_timeThatTheClockLeavesOut_comesAsMuchLater() {
    assertThat(next("30 2 * * *", "Europe/Madrid", "2027-03-27T00:00:00Z", 3))
        .containsExactly(
            "2027-03-27T02:30+01:00", "2027-03-28T03:30+02:00", "2027-03-29T02:30+02:00");
  }

  /** In Madrid the clock goes from 03:00 back to 02:00 on 2026-10-25. */
  @Test
  void next_timeThatTheClockShowsTwice_comesTheFirstTime() {
    assertThat(next("30 2 * * *", "Europe/Madrid", "2026-10-24T10:00:00Z", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    // Asked between the two 02:30, the next one is tomorrow's.
    assertThat(next("30 2 * * *", "Europe/Madrid", "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T02:30+01:00");
  }

  @Test
  void next_everyHalfHourThroughBothChanges_growsAndSkipsNothingOnTheClock() {
    assertThat(next("*/30 * * * *", "Europe/Madrid", "2027-03-28T00:00:00Z", 4))
        .containsExactly(
            "2027-03-28T01:30+01:00",
            "2027-03-28T03:00+02:00",
            "2027-03-28T03:30+02:00",
            "2027-03-28T04:00+02:00");
    assertThat(next("*/30 * * * *", "Europe/Madrid", "2026-10-24T23:30:00Z", 4))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Property(tries = 60)
  void next_onceADay_comesOnceEachDayOfTheYear(
      @ForAll @IntRange(max = 23) int hour, @ForAll @IntRange(max = 59) int minute) {
    ZoneId zone = ZoneId.of("America/Santiago");
    Instant start = LocalDate.of(2026, 12, 31).atTime(LocalTime.MAX).atZone(zone).toInstant();
    List<Instant> year =
        Recurrence.of(minute + " " + hour + " * * *", zone.getId()).next(start, 365);

    assertThat(year).isSorted().doesNotHaveDuplicates();
    assertThat(year.stream().map(at -> LocalDate.ofInstant(at, zone)).distinct()).hasSize(365);
    assertThat(year.get(364)).isBefore(ZonedDateTime.of(2028, 1, 1, 0, 0, 0, 0, zone).toInstant());
  }

  @Test
  void after_neverComesAgain() {
    assertThat(Recurrence.of("0 8 30 2 *", "UTC").after(Instant.parse("2026-11-26T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void shortestGap_ofUnevenTimes() {
    assertThat(
            Recurrence.of("0,7 8 * * *", "UTC").shortestGap(Instant.parse("2026-11-26T08:03:00Z")))
        .contains(Duration.ofMinutes(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "a b c d e",
        "*/0 * * * *",
        "0 8 1 * * *",
        "@daily",
        "5-1 * * * *"
      })
  void of_badCron(String cron) {
    assertThatThrownBy(() -> Recurrence.of(cron, "UTC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cron: ");
  }

  @ParameterizedTest
  @CsvSource({"Bogota", "+05:00", "GMT-5", "America/Nowhere", "''", "Z"})
  void of_badZone(String zone) {
    assertThatThrownBy(() -> Recurrence.of("0 8 * * *", zone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("zone: ");
  }
}
