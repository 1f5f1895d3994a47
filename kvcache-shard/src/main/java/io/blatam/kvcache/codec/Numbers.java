package io.blatam.kvcache.codec;

/**
 * The small floating-point formats, one number at a time, without branches where it matters: the
 * same steps as {@link VectorKernels} takes in lanes. OCP 8-bit floating point specification for
 * E4M3; IEEE 754 for binary16.
 */
final class Numbers {

  /** Adding it leaves the nearest integer, ties to even, in a float's low bits. */
  static final float ROUNDING = 0x1.8p23f;

  private static final int MAGNITUDE = 0x7fffffff;

  private Numbers() {}

  static float fromHalf(int half) {
    int magnitude = half & 0x7fff;
    float value;
    if (magnitude < 0x400) {
      value = magnitude * 0x1p-24f;
    } else {
      int exponent = magnitude >= 0x7c00 ? 224 : 112;
      value = Float.intBitsToFloat((magnitude << 13) + (exponent << 23));
    }
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) | (half & 0x8000) << 16);
  }

  static int toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & MAGNITUDE;
    int half;
    if (magnitude < 0x38800000) {
      half = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - 0x3f000000;
    } else {
      int rounded = ((magnitude + 0xfff + (magnitude >>> 13 & 1)) >>> 13) - (112 << 10);
      half = Math.min(rounded, 0x7c00);
    }
    return half | bits >>> 16 & 0x8000;
  }

  static float fromBrain(int brain) {
    return Float.intBitsToFloat(brain << 16);
  }

  static int toBrain(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
  }

  static float fromE4m3(int code) {
    int magnitude = code & 0x7f;
    float value =
        magnitude < 8 ? magnitude * 0x1p-9f : Float.intBitsToFloat((magnitude << 20) + (120 << 23));
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) | (code & 0x80) << 24);
  }

  /** For magnitudes up to 448, the largest that E4M3 has. */
  static int toE4m3(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & MAGNITUDE;
    int code =
        magnitude < 0x3c800000
            ? Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0x1p14f) - 0x46800000
            : ((magnitude + 0x7ffff + (magnitude >>> 20 & 1)) >>> 20) - (120 << 3);
    return code | bits >>> 24 & 0x80;
  }
}
