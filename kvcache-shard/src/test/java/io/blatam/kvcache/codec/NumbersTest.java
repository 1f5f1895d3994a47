package io.blatam.kvcache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void half_isWhatTheStandardSays() {
    assertThat(Numbers.fromHalf(0x3c00)).isEqualTo(1f);
    assertThat(Numbers.fromHalf(0xc000)).isEqualTo(-2f);
    assertThat(Numbers.fromHalf(0x7bff)).isEqualTo(65504f);
    assertThat(Numbers.fromHalf(0x0001)).isEqualTo(0x1p-24f);
    assertThat(Numbers.fromHalf(0x0400)).isEqualTo(0x1p-14f);
    assertThat(Numbers.fromHalf(0x3555)).isEqualTo(0.333251953125f);
    assertThat(Numbers.fromHalf(0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Numbers.fromHalf(0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Numbers.fromHalf(0x7e00)).isNaN();
  }

  @Test
  void half_ofEveryHalfIsItself() {
    for (int half = 0; half < 0x10000; half++) {
      if ((half & 0x7fff) <= 0x7c00) {
        assertThat(Numbers.toHalf(Numbers.fromHalf((short) half)) & 0xffff).isEqualTo(half);
      }
    }
  }

  @Test
  void half_roundsToTheNearestAndTiesToEven() {
    assertThat(Numbers.toHalf(1 + 0x1p-11f)).isEqualTo(0x3c00);
    assertThat(Numbers.toHalf(1 + 3 * 0x1p-11f)).isEqualTo(0x3c02);
    assertThat(Numbers.toHalf(1 + 0x1p-11f + 0x1p-20f)).isEqualTo(0x3c01);
    assertThat(Numbers.toHalf(65519f)).isEqualTo(0x7bff);
    assertThat(Numbers.toHalf(65520f)).isEqualTo(0x7c00);
    assertThat(Numbers.toHalf(0x1p-25f)).isEqualTo(0);
    assertThat(Numbers.toHalf(3 * 0x1p-26f)).isEqualTo(1);
  }

  @Test
  void brain_roundsToTheNearestAndTiesToEven() {
    assertThat(Numbers.toBrain(1f)).isEqualTo(0x3f80);
    assertThat(Numbers.toBrain(1 + 0x1p-8f)).isEqualTo(0x3f80);
    assertThat(Numbers.toBrain(1 + 3 * 0x1p-8f)).isEqualTo(0x3f82);
    assertThat(Numbers.fromBrain(0xc0490000 >> 16)).isEqualTo(-3.140625f);
  }

  @Test
  void e4m3_isWhatTheSpecificationSays() {
    assertThat(Numbers.fromE4m3(0x7e)).isEqualTo(448f);
    assertThat(Numbers.fromE4m3(0x38)).isEqualTo(1f);
    assertThat(Numbers.fromE4m3(0x08)).isEqualTo(0x1p-6f);
    assertThat(Numbers.fromE4m3(0x07)).isEqualTo(0.875f * 0x1p-6f);
    assertThat(Numbers.fromE4m3(0x01)).isEqualTo(0x1p-9f);
    assertThat(Numbers.fromE4m3(0xb8)).isEqualTo(-1f);
  }

  @Test
  void e4m3_isTheNearestOfAllCodes() {
    for (float value = -448; value <= 448; value += 0.0371f) {
      float nearest = Float.MAX_VALUE;
      for (int code = 0; code < 256; code++) {
        float candidate = Numbers.fromE4m3(code);
        boolean number = (code & 0x7f) != 0x7f;
        if (number && Math.abs(candidate - value) < Math.abs(nearest - value)) {
          nearest = candidate;
        }
      }
      float chosen = Numbers.fromE4m3(Numbers.toE4m3(value));
      assertThat(Math.abs(chosen - value)).isEqualTo(Math.abs(nearest - value));
    }
  }
}
