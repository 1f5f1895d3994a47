package io.blatam.export.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void over_roundValues_ticksAreWhatPeopleSay() {
    assertThat(Scale.over(0, 97, false).ticks()).containsExactly(0.0, 25.0, 50.0, 75.0, 100.0);
    assertThat(Scale.over(-3, 7, false).ticks().get(0)).isLessThanOrEqualTo(-3);
  }

  @Test
  void over_nothing_isAnAxisAllTheSame() {
    assertThat(Scale.over(0, 0, false).high()).isPositive();
    assertThat(Scale.over(5, 5, false).low()).isLessThanOrEqualTo(5);
  }

  @Test
  void over_whatIsCounted_ticksAreWholeNumbers() {
    assertThat(Scale.over(0, 17.28, true).ticks()).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0);
    assertThat(Scale.over(0, 2.16, true).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0);
    assertThat(Scale.over(0, 0, true).ticks()).containsExactly(0.0, 1.0);
  }

  @Property
  void over_anyRange_holdsItWithFewRoundTicks(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double a,
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double b) {
    double min = Math.min(a, b);
    double max = Math.max(a, b);
    Assume.that(max - min > Math.abs(max) * 1e-9);
    Scale scale = Scale.over(min, max, false);
    double slack = (max - min) * 1e-6;
    assertThat(scale.low()).isLessThanOrEqualTo(min + slack);
    assertThat(scale.high()).isGreaterThanOrEqualTo(max - slack);
    assertThat(scale.ticks()).hasSizeBetween(3, 11).isSorted();
    double lead = scale.step() / Math.pow(10, Math.floor(Math.log10(scale.step()) + 1e-9));
    assertThat(lead)
        .satisfiesAnyOf(
            l -> assertThat(l).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6)),
            l -> assertThat(l).isCloseTo(2, org.assertj.core.data.Offset.offset(1e-6)),
            l -> assertThat(l).isCloseTo(2.5, org.assertj.core.data.Offset.offset(1e-6)),
            l -> assertThat(l).isCloseTo(5, org.assertj.core.data.Offset.offset(1e-6)));
  }
}
