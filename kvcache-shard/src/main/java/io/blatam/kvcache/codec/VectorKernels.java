package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The same loops in lanes, through the Vector API. Loaded only where {@code jdk.incubator.vector}
 * is resolved; without it {@link ScalarKernels} does the work. Only methods that are the same from
 * JDK 17 to 25 are used, so that one class file serves all of them; that is also why bytes are
 * first copied into a tile of their type, which stays in the first-level cache.
 *
 * <p>The loops are in {@link VectorLoops}.
 */
final class VectorKernels implements Kernels {

  private static final int LONG_ROW = 128;

  /** What a thread works in: 24 KiB of numbers, and the scales and maxima of a row. */
  private static final class Tile {
    final float[] floats = new float[MOST];
    final short[] halves = new short[MOST];
    final int[] maxima = new int[PerChannel.COLUMNS];
    final short[] halfMaxima = new short[PerChannel.COLUMNS];
  }

  private static final ThreadLocal<Tile> TILE = ThreadLocal.withInitial(Tile::new);

  private final ScalarKernels scalar = new ScalarKernels();
  private final VectorInt4 int4 = new VectorInt4();

  @Override
  public String name() {
    return "SIMD " + Lanes.FLOATS.vectorBitSize();
  }

  @Override
  public void widen(
      Dtype dtype, byte[] source, int offset, float[] target, int targetOffset, int count) {
    int whole = dtype == Dtype.F32 ? 0 : Lanes.FLOATS.loopBound(count);
    if (whole > 0) {
      short[] halves = TILE.get().halves;
      copy(source, offset, halves, whole);
      if (dtype == Dtype.F16) {
        VectorLoops.widenHalves(halves, target, targetOffset, whole);
      } else {
        VectorLoops.widenBrains(halves, target, targetOffset, whole);
      }
    }
    scalar.widen(
        dtype, source, offset + whole * dtype.size(), target, targetOffset + whole, count - whole);
  }

  @Override
  public void narrow(
      float[] source, int sourceOffset, Dtype dtype, byte[] target, int offset, int count) {
    int whole = dtype == Dtype.F32 ? 0 : Lanes.FLOATS.loopBound(count);
    if (whole > 0) {
      short[] halves = TILE.get().halves;
      if (dtype == Dtype.F16) {
        VectorLoops.narrowHalves(source, sourceOffset, halves, whole);
      } else {
        VectorLoops.narrowBrains(source, sourceOffset, halves, whole);
      }
      ByteBuffer.wrap(target, offset, 2 * whole)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .put(halves, 0, whole);
    }
    scalar.narrow(
        source, sourceOffset + whole, dtype, target, offset + whole * dtype.size(), count - whole);
  }

  static void copy(byte[] source, int offset, short[] target, int count) {
    ByteBuffer.wrap(source, offset, 2 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(target, 0, count);
  }

  static void copy(byte[] source, int offset, float[] target, int count) {
    ByteBuffer.wrap(source, offset, 4 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(target, 0, count);
  }

  @Override
  public void maxima(
      Dtype dtype, byte[] source, int offset, int stride, int height, int width, int[] maxima) {
    Tile tile = TILE.get();
    // Narrow rows that lie next to one another are worked on as one: short loops waste half
    // of their time on their ends.
    boolean together = stride == width * dtype.size();
    int row = together ? Math.max(1, LONG_ROW / width) * width : width;
    int lines = together ? 1 : height;
    int count = together ? height * width : width;
    Arrays.fill(tile.maxima, 0, row, 0);
    Arrays.fill(tile.halfMaxima, 0, row, (short) 0);
    int atOnce = MOST / row * row;
    for (int line = 0; line < lines; line++) {
      for (int done = 0; done < count; done += atOnce) {
        int now = Math.min(atOnce, count - done);
        int from = offset + line * stride + done * dtype.size();
        if (dtype == Dtype.F32) {
          copy(source, from, tile.floats, now);
          VectorLoops.raise(tile.floats, now, row, tile.maxima);
        } else {
          copy(source, from, tile.halves, now);
          VectorLoops.raise(tile.halves, now, row, tile.halfMaxima);
        }
      }
    }
    if (dtype != Dtype.F32) {
      for (int i = 0; i < row; i++) {
        tile.maxima[i] = magnitude(dtype, tile.halfMaxima[i]);
      }
    }
    System.arraycopy(tile.maxima, 0, maxima, 0, width);
    for (int i = width; i < row; i++) {
      maxima[i % width] = Math.max(maxima[i % width], tile.maxima[i]);
    }
  }

  /** A half or brain float without its sign, as the bits of a float; the order stays. */
  private static int magnitude(Dtype dtype, int half) {
    return dtype == Dtype.F16 ? Float.floatToRawIntBits(Numbers.fromHalf(half)) : half << 16;
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
    Tile tile = TILE.get();
    int atOnce = MOST / width * width;
    for (int done = 0; done < count; done += atOnce) {
      int now = Math.min(atOnce, count - done);
      int from = offset + done * dtype.size();
      if (dtype == Dtype.F32) {
        copy(source, from, tile.floats, now);
        VectorLoops.int8(tile.floats, now, inverse, width, target, at + done);
      } else {
        copy(source, from, tile.halves, now);
        if (dtype == Dtype.F16) {
          VectorLoops.int8OfHalves(tile.halves, now, inverse, width, target, at + done);
        } else {
          VectorLoops.int8OfBrains(tile.halves, now, inverse, width, target, at + done);
        }
      }
      for (int row = 0; row < now; row += width) {
        int end = Math.min(width, now - row);
        int start = from + row * dtype.size();
        int whole = Lanes.FLOATS.loopBound(end);
        ScalarKernels.toInt8(dtype, source, start, whole, end, inverse, target, at + done + row);
      }
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
    Tile tile = TILE.get();
    int atOnce = MOST / width * width;
    for (int done = 0; done < count; done += atOnce) {
      int now = Math.min(atOnce, count - done);
      int from = offset + done * dtype.size();
      if (dtype == Dtype.F32) {
        copy(source, from, tile.floats, now);
        VectorLoops.fp8(tile.floats, now, inverse, width, target, at + done);
      } else {
        copy(source, from, tile.halves, now);
        if (dtype == Dtype.F16) {
          VectorLoops.fp8OfHalves(tile.halves, now, inverse, width, target, at + done);
        } else {
          VectorLoops.fp8OfBrains(tile.halves, now, inverse, width, target, at + done);
        }
      }
      for (int row = 0; row < now; row += width) {
        int end = Math.min(width, now - row);
        int start = from + row * dtype.size();
        int whole = Lanes.FLOATS.loopBound(end);
        ScalarKernels.toFp8(dtype, source, start, whole, end, inverse, target, at + done + row);
      }
    }
  }

  @Override
  public void fromInt8(byte[] codes, int offset, float[] scale, float[] values, int count) {
    int whole = Lanes.INTS.loopBound(count);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      ((FloatVector)
              ByteVector.fromArray(Lanes.BYTES, codes, offset + i)
                  .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
          .mul(FloatVector.fromArray(Lanes.FLOATS, scale, i))
          .intoArray(values, i);
    }
    ScalarKernels.fromInt8(codes, offset, whole, count, scale, values);
  }

  @Override
  public void fromFp8(byte[] codes, int offset, float[] scale, float[] values, int count) {
    int whole = Lanes.INTS.loopBound(count);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      IntVector code =
          (IntVector)
              ByteVector.fromArray(Lanes.BYTES, codes, offset + i)
                  .convertShape(VectorOperators.B2I, Lanes.INTS, 0);
      Lanes.fromE4m3(code).mul(FloatVector.fromArray(Lanes.FLOATS, scale, i)).intoArray(values, i);
    }
    ScalarKernels.fromFp8(codes, offset, whole, count, scale, values);
  }

  @Override
  public int toInt4(Dtype dtype, byte[] source, int offset, int groups, byte[] target, int at) {
    return int4.encode(dtype, source, offset, groups, target, at);
  }

  @Override
  public void fromInt4(byte[] source, int offset, int groups, float[] target) {
    VectorLoops.fromInt4(source, offset, groups, target);
  }
}
