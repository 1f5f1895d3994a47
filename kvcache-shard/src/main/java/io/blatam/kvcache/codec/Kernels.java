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
   * Raises {@code maxima[i]} to the magnitude of {@code values[i]}, as the bits of a float: so
   * compared, infinities and NaNs are above every number.
   */
  void maxima(float[] values, int count, int[] maxima);

  /** Codes are {@code round(values[i] × inverse[i])}, to nearest even, in -127 to 127. */
  void toInt8(float[] values, int count, float[] inverse, byte[] target, int offset);

  void fromInt8(byte[] codes, int offset, float[] scale, float[] values, int count);

  /** Codes are {@code values[i] × inverse[i]} as E4M3, rounded to nearest even. */
  void toFp8(float[] values, int count, float[] inverse, byte[] target, int offset);

  void fromFp8(byte[] codes, int offset, float[] scale, float[] values, int count);

  /**
   * Writes groups: for each the scale, then its 32 codes, the first 16 in the lower halves.
   *
   * @return the bits of the largest magnitude; if above {@link Quantizer#LARGEST} the target is
   *     meaningless
   */
  int toInt4(float[] source, int groups, byte[] target, int offset);

  void fromInt4(byte[] source, int offset, int groups, float[] target);

  /** Chooses once. */
  final class Chosen {
    static final Kernels KERNELS = choose();

    private Chosen() {}

    private static Kernels choose() {
      boolean resolved = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      return resolved && VectorKernels.wideEnough() ? new VectorKernels() : new ScalarKernels();
    }
  }
}
