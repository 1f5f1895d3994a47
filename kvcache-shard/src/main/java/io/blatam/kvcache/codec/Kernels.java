package io.blatam.kvcache.codec;

/**
 * The inner loops: conversions between stored numbers and {@code float}, and between {@code float}
 * and codes, over contiguous ranges. All implementations give the same bits for the same input,
 * except for the payload of NaNs. Stateless and thread-safe; none allocates.
 */
interface Kernels {

  /** The most numbers that {@link #widen} and {@link #narrow} take in one call. */
  int MOST = 4096;

  /** Numbers a group of {@link #toInt4}. */
  int GROUP = 32;

  /** Bytes that a group takes: a scale in BF16, then two codes a byte. */
  int GROUP_BYTES = 2 + GROUP / 2;

  /** The fastest for this JVM: SIMD if it was started with {@code jdk.incubator.vector}. */
  static Kernels best() {
    return Chosen.KERNELS;
  }

  /** For tables and logs. */
  String name();

  /** Reads {@code count} numbers of a tensor's dtype as floats; exact. */
  void widen(Dtype dtype, byte[] source, int offset, float[] target, int targetOffset, int count);

  /** Writes floats as numbers of a tensor's dtype, rounded to nearest even. */
  void narrow(float[] source, int sourceOffset, Dtype dtype, byte[] target, int offset, int count);

  /**
   * Writes to {@code maxima[0..width)} the largest magnitude of each column of a block, as the bits
   * of a float: so compared, infinities and NaNs are above every number.
   *
   * @param offset of the block's first number, in bytes
   * @param stride from one row of the block to the next, in bytes
   * @param width at most {@link PerChannel#COLUMNS}
   */
  void maxima(
      Dtype dtype, byte[] source, int offset, int stride, int height, int width, int[] maxima);

  /**
   * Codes are {@code round(value × inverse)}, to nearest even, in -127 to 127, for {@code count}
   * finite numbers; the inverse of number <i>i</i> is {@code inverse[i % width]}.
   */
  void toInt8(
      Dtype dtype,
      byte[] source,
      int offset,
      int count,
      float[] inverse,
      int width,
      byte[] target,
      int at);

  void fromInt8(byte[] codes, int offset, float[] scale, float[] values, int count);

  /** As {@link #toInt8}, but codes are {@code value × inverse} as E4M3, to nearest even. */
  void toFp8(
      Dtype dtype,
      byte[] source,
      int offset,
      int count,
      float[] inverse,
      int width,
      byte[] target,
      int at);

  void fromFp8(byte[] codes, int offset, float[] scale, float[] values, int count);

  /**
   * Writes groups: for each the scale, then its 32 codes, the first 16 in the lower halves.
   *
   * @return the bits of the largest magnitude; if above {@link Quantizer#LARGEST} the target is
   *     meaningless
   */
  int toInt4(Dtype dtype, byte[] source, int offset, int groups, byte[] target, int at);

  void fromInt4(byte[] source, int offset, int groups, float[] target);

  /** Chooses once. */
  final class Chosen {
    static final Kernels KERNELS = choose();

    private Chosen() {}

    private static Kernels choose() {
      boolean resolved = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      return resolved && Lanes.wideEnough() ? new VectorKernels() : new ScalarKernels();
    }
  }
}
