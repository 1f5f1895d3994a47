package io.blatam.kvcache.codec;

/**
 * Integers of -127 to 127 times the channel's scale, which is its largest magnitude among 128 rows
 * ÷ 127. No number is off by more than half a scale and 2<sup>-22</sup> of itself: {@code |x - x̂|
 * ≤ max|channel| ÷ 254 + |x| × 2^-22}. On Gaussian channels the root mean square error is 0.6% of
 * the values' root mean square. A little more than a byte a number: 1 + 4/128.
 */
final class Int8PerChannel extends PerChannel {

  Int8PerChannel(Kernels kernels) {
    super(kernels, 127);
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
    kernels.toInt8(dtype, source, offset, count, inverse, width, target, at);
  }

  @Override
  void decode(byte[] codes, int offset, float[] scale, float[] values, int count) {
    kernels.fromInt8(codes, offset, scale, values, count);
  }
}
