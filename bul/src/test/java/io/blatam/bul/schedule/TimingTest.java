package io.blatam.bul.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Instant DUE = Instant.parse("2026-11-26T08:00:00Z");
  private final Timing daily = new Timing.Recurring(Recurrence.of("0 8 * * *", "UTC"));

  @Test
  void turn_onTime() {
    assertThat(daily.turn(DUE, DUE.plusSeconds(1), Missed.SKIP, GRACE))
        .isEqualTo(new Timing.Turn(DUE, true, 0, Optional.of(DUE.plus(Duration.ofDays(1)))));
  }

  @Test
  void turn_threeDaysLate_run_makesUpForTheLatest() {
    Instant now = DUE.plus(Duration.ofDays(3)).plus(Duration.ofHours(2));

    assertThat(daily.turn(DUE, now, Missed.RUN, GRACE))
        .isEqualTo(
            new Timing.Turn(
                DUE.plus(Duration.ofDays(3)), true, 3, Optional.of(DUE.plus(Duration.ofDays(4)))));
  }

  @Test
  void turn_threeDaysLate_skip_letsAllGo() {
    Instant now = DUE.plus(Duration.ofDays(3)).plus(Duration.ofHours(2));

    assertThat(daily.turn(DUE, now, Missed.SKIP, GRACE).run()).isFalse();
  }

  @Test
  void turn_backJustInTimeForTheLatest_skip_runsThat() {
    Instant now = DUE.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(5));

    assertThat(daily.turn(DUE, now, Missed.SKIP, GRACE))
        .isEqualTo(
            new Timing.Turn(
                DUE.plus(Duration.ofDays(3)), true, 3, Optional.of(DUE.plus(Duration.ofDays(4)))));
  }

  @Test
  void turn_once_hasNoNext() {
    Timing once = new Timing.Once(DUE, ZoneOffset.UTC);

    assertThat(once.turn(DUE, DUE, Missed.RUN, GRACE).next()).isEmpty();
    assertThat(once.turn(DUE, DUE.plus(Duration.ofHours(1)), Missed.SKIP, GRACE).run()).isFalse();
    assertThat(once.after(DUE)).isEmpty();
    assertThat(once.next(DUE.minusMillis(1), 5)).containsExactly(DUE);
  }
}
