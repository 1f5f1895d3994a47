package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AgeingTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final List<Duration> ALLOWANCES =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofHours(1),
          Duration.ofHours(3));
  private static final Ageing AGEING = new Ageing(ALLOWANCES, Duration.ofMinutes(1));

  @Property
  void key_anyTwoJobs_noneIsOvertakenByOneAcceptedLaterThanItsAllowance(
      @ForAll @IntRange(min = 1, max = 5) int mine,
      @ForAll @IntRange(min = 1, max = 5) int other,
      @ForAll @LongRange(min = 1, max = 1_000_000) long laterSeconds) {
    long key = AGEING.key(mine, NOON, Optional.empty());
    long later = AGEING.key(other, NOON.plusSeconds(laterSeconds), Optional.empty());

    if (laterSeconds > ALLOWANCES.get(mine - 1).toSeconds()) {
      assertThat(key).isLessThan(later);
    }
    if (other >= mine) {
      assertThat(key).isLessThan(later);
    }
  }

  @Test
  void key_deadline_isDueEarlierByARun() {
    long soon = AGEING.key(5, NOON, Optional.of(NOON.plusSeconds(600)));
    long far = AGEING.key(5, NOON, Optional.of(NOON.plus(Duration.ofDays(9))));

    assertThat(soon).isEqualTo(NOON.plusSeconds(540).toEpochMilli());
    assertThat(far).isEqualTo(AGEING.key(5, NOON, Optional.empty()));
  }

  @Test
  void ageing_fallingAllowances_areRefusedByTheirKey() {
    assertThatThrownBy(
            () ->
                new Ageing(
                    List.of(
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO),
                    Duration.ZERO))
        .hasMessageContaining("blatam.bul.queue.ageing");
  }
}
