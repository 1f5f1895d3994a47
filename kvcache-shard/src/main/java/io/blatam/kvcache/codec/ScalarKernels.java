package io.blatam.kvcache.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The reference: plain loops that run on every JVM, and the tails that SIMD leaves over. */
final class ScalarKernels implements Kernels {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MAGNITUDE = 0x7fffffff;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void widen(
      Dtype dtype, byte[] source, int offset, float[] target, int targetOffset, int count) {
    switch (dtype) {
      case F32 ->
          ByteBuffer.wrap(source, offset, count * 4)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer()
              .get(target, targetOffset, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target[targetOffset + i] = Numbers.fromHalf((short) SHORT.get(source, offset + 2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target[targetOffset + i] = Numbers.fromBrain((short) SHORT.get(source, offset + 2 * i));
        }
      }
      case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
    }
  }

  @Override
  public void narrow(
      float[] source, int sourceOffset, Dtype dtype, byte[] target, int offset, int count) {
    switch (dtype) {
      case F32 ->
          ByteBuffer.wrap(target, offset, count * 4)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer()
              .put(source, sourceOffset, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          SHORT.set(target, offset + 2 * i, (short) Numbers.toHalf(source[sourceOffset + i]));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          SHORT.set(target, offset + 2 * i, (short) Numbers.toBrain(source[sourceOffset + i]));
        }
      }
      case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
    }
  }

  @Override
  public void maxima(float[] values, int count, int[] maxima) {
    maxima(values, 0, count, maxima);
  }

  static void maxima(float[] values, int from, int to, int[] maxima) {
    for (int i = from; i < to; i++) {
      int magnitude = Float.floatToRawIntBits(values[i]) & MAGNITUDE;
      maxima[i] = Math.max(maxima[i], magnitude);
    }
  }

  @Override
  public void toInt8(float[] values, int count, float[] inverse, byte[] target, int offset) {
    toInt8(values, 0, count, inverse, target, offset);
  }

  static void toInt8(float[] values, int from, int to, float[] inverse, byte[] target, int offset) {
    for (int i = from; i < to; i++) {
      float rounded = values[i] * inverse[i] + Numbers.ROUNDING;
      target[offset + i] = (byte) Float.floatToRawIntBits(rounded);
    }
  }

  @Override
  public void fromInt8(byte[] codes, int offset, float[] scale, float[] values, int count) {
    fromInt8(codes, offset, 0, count, scale, values);
  }

  static void fromInt8(byte[] codes, int offset, int from, int to, float[] scale, float[] values) {
    for (int i = from; i < to; i++) {
      values[i] = codes[offset + i] * scale[i];
    }
  }

  @Override
  public void toFp8(float[] values, int count, float[] inverse, byte[] target, int offset) {
    toFp8(values, 0, count, inverse, target, offset);
  }

  static void toFp8(float[] values, int from, int to, float[] inverse, byte[] target, int offset) {
    for (int i = from; i < to; i++) {
      target[offset + i] = (byte) Numbers.toE4m3(values[i] * inverse[i]);
    }
  }

  @Override
  public void fromFp8(byte[] codes, int offset, float[] scale, float[] values, int count) {
    fromFp8(codes, offset, 0, count, scale, values);
  }

  static void fromFp8(byte[] codes, int offset, int from, int to, float[] scale, float[] values) {
    for (int i = from; i < to; i++) {
      values[i] = Numbers.fromE4m3(codes[offset + i]) * scale[i];
    }
  }

  @Override
  public int toInt4(float[] source, int groups, byte[] target, int offset) {
    int largest = 0;
    for (int group = 0; group < groups; group++) {
      int start = group * GROUP;
      int max = 0;
      for (int i = 0; i < GROUP; i++) {
        max = Math.max(max, Float.floatToRawIntBits(source[start + i]) & MAGNITUDE);
      }
      largest = Math.max(largest, max);
      int scale = Int4Groups.scale(max);
      float inverse = Int4Groups.inverse(scale);
      int at = offset + group * GROUP_BYTES;
      SHORT.set(target, at, (short) scale);
      for (int i = 0; i < GROUP / 2; i++) {
        int low = Float.floatToRawIntBits(source[start + i] * inverse + Numbers.ROUNDING);
        int high =
            Float.floatToRawIntBits(source[start + GROUP / 2 + i] * inverse + Numbers.ROUNDING);
        target[at + 2 + i] = (byte) (low & 15 | high << 4);
      }
    }
    return largest;
  }

  @Override
  public void fromInt4(byte[] source, int offset, int groups, float[] target) {
    for (int group = 0; group < groups; group++) {
      int at = offset + group * GROUP_BYTES;
      float scale = Numbers.fromBrain((short) SHORT.get(source, at));
      int start = group * GROUP;
      for (int i = 0; i < GROUP / 2; i++) {
        int pair = source[at + 2 + i];
        target[start + i] = (pair << 28 >> 28) * scale;
        target[start + GROUP / 2 + i] = (pair >> 4) * scale;
      }
    }
  }
}
