package io.blatam.kvcache.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The reference: plain loops that run on every JVM, and the tails that SIMD leaves over. */
final class ScalarKernels implements Kernels {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

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

  /** One number as a float. */
  static float number(Dtype dtype, byte[] source, int at) {
    return switch (dtype) {
      case F32 -> (float) FLOAT.get(source, at);
      case F16 -> Numbers.fromHalf((short) SHORT.get(source, at));
      case BF16 -> Numbers.fromBrain((short) SHORT.get(source, at));
      case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
    };
  }

  @Override
  public void maxima(
      Dtype dtype, byte[] source, int offset, int stride, int height, int width, int[] maxima) {
    Arrays.fill(maxima, 0, width, 0);
    for (int row = 0; row < height; row++) {
      maxima(dtype, source, offset + row * stride, 0, width, maxima);
    }
  }

  /** Raises the maxima of columns {@code from} to {@code to} to the magnitudes of a row. */
  static void maxima(Dtype dtype, byte[] source, int offset, int from, int to, int[] maxima) {
    for (int i = from; i < to; i++) {
      float value = number(dtype, source, offset + i * dtype.size());
      maxima[i] = Math.max(maxima[i], Float.floatToRawIntBits(value) & MAGNITUDE);
    }
  }

  @Override
  public void toInt8(
      Dtype dtype,
      byte[] source,
      int offset,
      int count,
      float[] inverse,
      int width,
      byte[] target,
      int at) {
    for (int done = 0; done < count; done += width) {
      int start = offset + done * dtype.size();
      toInt8(dtype, source, start, 0, Math.min(width, count - done), inverse, target, at + done);
    }
  }

  /** The codes of numbers {@code from} to {@code to} of a row. */
  static void toInt8(
      Dtype dtype,
      byte[] source,
      int offset,
      int from,
      int to,
      float[] inverse,
      byte[] target,
      int at) {
    for (int i = from; i < to; i++) {
      float value = number(dtype, source, offset + i * dtype.size());
      target[at + i] = (byte) Float.floatToRawIntBits(value * inverse[i] + Numbers.ROUNDING);
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
  public void toFp8(
      Dtype dtype,
      byte[] source,
      int offset,
      int count,
      float[] inverse,
      int width,
      byte[] target,
      int at) {
    for (int done = 0; done < count; done += width) {
      int start = offset + done * dtype.size();
      toFp8(dtype, source, start, 0, Math.min(width, count - done), inverse, target, at + done);
    }
  }

  /** The codes of numbers {@code from} to {@code to} of a row. */
  static void toFp8(
      Dtype dtype,
      byte[] source,
      int offset,
      int from,
      int to,
      float[] inverse,
      byte[] target,
      int at) {
    for (int i = from; i < to; i++) {
      float value = number(dtype, source, offset + i * dtype.size());
      target[at + i] = (byte) Numbers.toE4m3(value * inverse[i]);
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
  public int toInt4(Dtype dtype, byte[] source, int offset, int groups, byte[] target, int at) {
    int size = dtype.size();
    int largest = 0;
    for (int group = 0; group < groups; group++) {
      int start = offset + group * GROUP * size;
      int max = 0;
      for (int i = 0; i < GROUP; i++) {
        float value = number(dtype, source, start + i * size);
        max = Math.max(max, Float.floatToRawIntBits(value) & MAGNITUDE);
      }
      largest = Math.max(largest, max);
      int scale = Int4Groups.scale(max);
      float inverse = Int4Groups.inverse(scale);
      int to = at + group * GROUP_BYTES;
      SHORT.set(target, to, (short) scale);
      for (int i = 0; i < GROUP / 2; i++) {
        int low = rounded(number(dtype, source, start + i * size) * inverse);
        int high = rounded(number(dtype, source, start + (GROUP / 2 + i) * size) * inverse);
        target[to + 2 + i] = (byte) (low & 15 | high << 4);
      }
    }
    return largest;
  }

  /** The nearest integer, in the low bits. */
  private static int rounded(float value) {
    return Float.floatToRawIntBits(value + Numbers.ROUNDING);
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
