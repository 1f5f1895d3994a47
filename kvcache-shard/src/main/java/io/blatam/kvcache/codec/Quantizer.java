package io.blatam.kvcache.codec;

/**
 * Keeps the numbers of a tensor as small codes and their scales. Thread-safe; works in tiles of
 * bounded size and allocates nothing a number.
 *
 * <p>Two limits hold for all: a scale unit (channel or group) whose largest magnitude is below
 * 2<sup>-100</sup> becomes zeros, and a tensor with a NaN, an infinity or a magnitude above
 * 2<sup>126</sup> is not quantized at all. The bounds that implementations state are those of the
 * codes; reading a number back as F16 or BF16 rounds it once more, by at most 2<sup>-12</sup> or
 * 2<sup>-9</sup> of it (for F16 no less than 2<sup>-25</sup>).
 */
public interface Quantizer {

  /** Bits of the largest magnitude that is quantized: 2^126, so that no product overflows. */
  int LARGEST = 253 << 23;

  /** Bits of 2^-100: below, a reciprocal would overflow. */
  int SMALLEST = 27 << 23;

  /** How long the quantized form of {@code rows × channels} numbers is. */
  long bytes(int rows, int channels);

  /**
   * Writes {@link #bytes} bytes.
   *
   * @return false if the tensor holds something that has no code; the target is then meaningless
   */
  boolean quantize(byte[] values, Dtype dtype, int rows, int channels, byte[] target, int offset);

  /** Fills {@code values} from {@link #bytes} bytes. */
  void dequantize(byte[] quantized, int offset, Dtype dtype, int rows, int channels, byte[] values);
}
