package io.blatam.kvcache.codec;

/**
 * E4M3 floats (OCP: 4 bits of exponent, 3 of mantissa, up to 448) times the channel's scale, which
 * is its largest magnitude among 128 rows ÷ 448. Relative to the number rather than to its channel:
 * {@code |x - x̂| ≤ max(|x| ÷ 16, scale × 2^-10) + |x| × 2^-22}. Coarser than INT8 near the largest
 * numbers of a channel, finer for those 30 times smaller or less.
 */
final class Fp8PerChannel extends PerChannel {

  Fp8PerChannel(Kernels kernels) {
    super(kernels, 448);
  }

  @Override
  void encode(
      Dtype dtype,
      byte[] source,
      int offset,
      int count,
      float[] inverse,
      int width,
      byte[] target,
      int at) {
    kernels.toFp8(dtype, source, offset, count, inverse, width, target, at);
  }

  @Override
  void decode(byte[] codes, int offset, float[] scale, float[] values, int count) {
    kernels.fromFp8(codes, offset, scale, values, count);
  }
}
