package io.blatam.kvcache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The stated error bounds, at every number of tensors of every dtype, and SIMD beside scalar. */
class QuantizerPropertiesTest {

  private static final Kernels SCALAR = new ScalarKernels();

  @Property(tries = 150)
  void int8_staysWithinItsBound(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 70) int channels,
      @ForAll long seed) {
    check(new Int8PerChannel(Kernels.best()), dtype, rows, channels, seed, (x, max) -> max / 254);
  }

  @Property(tries = 150)
  void fp8_staysWithinItsBound(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 70) int channels,
      @ForAll long seed) {
    check(
        new Fp8PerChannel(Kernels.best()),
        dtype,
        rows,
        channels,
        seed,
        (x, max) -> Math.max(Math.abs(x) / 16, max / 448 * 0x1p-10));
  }

  @Property(tries = 150)
  void int4_staysWithinItsBound(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 100) int rows,
      @ForAll @IntRange(min = 1, max = 70) int channels,
      @ForAll long seed) {
    if (dtype == Dtype.BYTES) {
      return;
    }
    float[] values = mixed(dtype, rows, channels, seed);
    float[] read = roundTrip(new Int4Groups(Kernels.best()), dtype, rows, channels, values);
    for (int i = 0; i < values.length; i++) {
      int group = i / 32 * 32;
      double max = 0;
      for (int j = group; j < Math.min(values.length, group + 32); j++) {
        max = Math.max(max, Math.abs(values[j]));
      }
      assertWithin(dtype, values[i], read[i], max / 14 * (1 + 0x1p-7));
    }
  }

  private interface Bound {
    double of(double value, double max);
  }

  private static void check(
      Quantizer quantizer, Dtype dtype, int rows, int channels, long seed, Bound bound) {
    if (dtype == Dtype.BYTES) {
      return;
    }
    float[] values = mixed(dtype, rows, channels, seed);
    float[] read = roundTrip(quantizer, dtype, rows, channels, values);
    for (int block = 0; block < rows; block += 128) {
      for (int channel = 0; channel < channels; channel++) {
        double max = 0;
        for (int row = block; row < Math.min(rows, block + 128); row++) {
          max = Math.max(max, Math.abs(values[row * channels + channel]));
        }
        for (int row = block; row < Math.min(rows, block + 128); row++) {
          int i = row * channels + channel;
          assertWithin(dtype, values[i], read[i], bound.of(values[i], max));
        }
      }
    }
  }

  private static void assertWithin(Dtype dtype, double value, double read, double bound) {
    double allowed = Math.max(bound + Math.abs(value) * 0x1p-22, 0x1p-100);
    assertThat(Math.abs(value - read))
        .describedAs("%s read back as %s", value, read)
        .isLessThanOrEqualTo(allowed + rounding(dtype, Math.abs(value) + allowed));
  }

  private static double rounding(Dtype dtype, double magnitude) {
    return Tensors.rounding(dtype, magnitude);
  }

  /** Channels of very different loudness, among them silent and subnormal ones. */
  private static float[] mixed(Dtype dtype, int rows, int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] loudness = new float[channels];
    for (int i = 0; i < channels; i++) {
      loudness[i] =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 50;
            case 2 -> Float.MIN_NORMAL / 8;
            case 3 -> (float) Math.scalb(1.0, random.nextInt(-130, 120));
            default -> 1;
          };
    }
    float[] values = new float[rows * channels];
    for (int i = 0; i < values.length; i++) {
      float value = (float) random.nextGaussian() * loudness[i % channels];
      values[i] = dtype == Dtype.F16 ? Math.max(-60000, Math.min(60000, value)) : value;
    }
    return Tensors.floats(dtype, Tensors.bytes(dtype, values));
  }

  private static float[] roundTrip(
      Quantizer quantizer, Dtype dtype, int rows, int channels, float[] values) {
    byte[] bytes = Tensors.bytes(dtype, values);
    byte[] codes = new byte[Math.toIntExact(quantizer.bytes(rows, channels)) + 7];
    assertThat(quantizer.quantize(bytes, dtype, rows, channels, codes, 7)).isTrue();
    byte[] read = new byte[bytes.length];
    quantizer.dequantize(codes, 7, dtype, rows, channels, read);
    return Tensors.floats(dtype, read);
  }

  /** Holds trivially where the JVM has no SIMD: then both sides are the scalar loops. */
  @Property(tries = 200)
  void simd_givesTheSameBits(
      @ForAll Quantization quantization,
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 0, max = 140) int rows,
      @ForAll @IntRange(min = 1, max = 1100) int channels,
      @ForAll long seed) {
    if (dtype == Dtype.BYTES || quantization == Quantization.NONE) {
      return;
    }
    byte[] bytes = Tensors.bytes(dtype, mixed(dtype, rows, channels, seed));
    Quantizer scalar = quantization.quantizer(SCALAR).orElseThrow();
    Quantizer best = quantization.quantizer(Kernels.best()).orElseThrow();
    byte[] expected = new byte[Math.toIntExact(scalar.bytes(rows, channels))];
    byte[] actual = new byte[expected.length];
    assertThat(scalar.quantize(bytes, dtype, rows, channels, expected, 0)).isTrue();
    assertThat(best.quantize(bytes, dtype, rows, channels, actual, 0)).isTrue();
    assertThat(Arrays.mismatch(actual, expected)).isEqualTo(-1);

    byte[] expectedRead = new byte[bytes.length];
    byte[] actualRead = new byte[bytes.length];
    scalar.dequantize(expected, 0, dtype, rows, channels, expectedRead);
    best.dequantize(expected, 0, dtype, rows, channels, actualRead);
    assertThat(Arrays.mismatch(actualRead, expectedRead)).isEqualTo(-1);
  }

  /** Ties, subnormal codes and zeros of both signs among them. */
  @Example
  void simd_givesTheSameE4m3ForEveryHalf() {
    int largest = 0x5f00;
    short[] halves = new short[2 * (largest + 1)];
    for (int i = 0; i <= largest; i++) {
      halves[2 * i] = (short) i;
      halves[2 * i + 1] = (short) (i | 0x8000);
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * halves.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(halves);
    float[] inverse = new float[64];
    Arrays.fill(inverse, 1);
    byte[] expected = new byte[halves.length];
    byte[] actual = new byte[halves.length];

    SCALAR.toFp8(Dtype.F16, bytes.array(), 0, halves.length, inverse, 64, expected, 0);
    Kernels.best().toFp8(Dtype.F16, bytes.array(), 0, halves.length, inverse, 64, actual, 0);

    assertThat(Arrays.mismatch(actual, expected)).isEqualTo(-1);
  }
}
