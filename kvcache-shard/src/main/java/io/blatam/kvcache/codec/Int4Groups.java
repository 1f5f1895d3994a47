package io.blatam.kvcache.codec;

/**
 * Integers of -7 to 7 for each 32 numbers that stand next to one another, times the group's scale:
 * its largest magnitude ÷ 7, rounded up to BF16. No number is off by more than half a scale: {@code
 * |x - x̂| ≤ max|group| ÷ 14 × (1 + 2^-7) + |x| × 2^-22}. 18 bytes for 32 numbers, 4.5 bits each.
 *
 * <p>The form: one group after the other, through all rows; the last is filled up with zeros.
 */
final class Int4Groups implements Quantizer {

  private static final int NUMBERS_AT_ONCE = Kernels.MOST;
  private static final ThreadLocal<float[]> NUMBERS =
      ThreadLocal.withInitial(() -> new float[NUMBERS_AT_ONCE]);

  private final Kernels kernels;

  Int4Groups(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * @param max the bits of a group's largest magnitude
   * @return the scale in BF16, rounded up so that no code is beyond 7
   */
  static int scale(int max) {
    return max < SMALLEST
        ? 0
        : (Float.floatToRawIntBits(Float.intBitsToFloat(max) / 7) + 0xffff) >>> 16;
  }

  static float inverse(int scale) {
    return scale == 0 ? 0 : 1 / Numbers.fromBrain(scale);
  }

  @Override
  public long bytes(int rows, int channels) {
    return groups((long) rows * channels) * Kernels.GROUP_BYTES;
  }

  private static long groups(long numbers) {
    return (numbers + Kernels.GROUP - 1) / Kernels.GROUP;
  }

  @Override
  public boolean quantize(
      byte[] values, Dtype dtype, int rows, int channels, byte[] target, int offset) {
    int count = rows * channels;
    int groups = count / Kernels.GROUP;
    int largest = kernels.toInt4(dtype, values, 0, groups, target, offset);
    int rest = (count - groups * Kernels.GROUP) * dtype.size();
    if (rest > 0) {
      byte[] last = new byte[Kernels.GROUP * dtype.size()];
      System.arraycopy(values, groups * Kernels.GROUP * dtype.size(), last, 0, rest);
      int at = offset + groups * Kernels.GROUP_BYTES;
      largest = Math.max(largest, kernels.toInt4(dtype, last, 0, 1, target, at));
    }
    return largest <= LARGEST;
  }

  @Override
  public void dequantize(
      byte[] quantized, int offset, Dtype dtype, int rows, int channels, byte[] values) {
    float[] numbers = NUMBERS.get();
    int count = rows * channels;
    int at = offset;
    for (int done = 0; done < count; done += NUMBERS_AT_ONCE) {
      int now = Math.min(NUMBERS_AT_ONCE, count - done);
      int groups = (int) groups(now);
      kernels.fromInt4(quantized, at, groups, numbers);
      kernels.narrow(numbers, 0, dtype, values, done * dtype.size(), now);
      at += groups * Kernels.GROUP_BYTES;
    }
  }
}
