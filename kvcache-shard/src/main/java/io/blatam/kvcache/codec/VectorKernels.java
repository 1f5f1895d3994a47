package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The same loops in lanes, through the Vector API. Loaded only where {@code jdk.incubator.vector}
 * is resolved; without it {@link ScalarKernels} does the work. Only methods that are the same from
 * JDK 17 to 25 are used, so that one class file serves all of them; that is also why bytes are
 * first copied into a tile of their type, which stays in the first-level cache.
 *
 * <p>Every loop is a method of its own, without branches on the dtype: in larger ones the compiler
 * of JDK 17 runs out of room and gives up on vectors.
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
        widenHalves(halves, target, targetOffset, whole);
      } else {
        widenBrains(halves, target, targetOffset, whole);
      }
    }
    scalar.widen(
        dtype, source, offset + whole * dtype.size(), target, targetOffset + whole, count - whole);
  }

  private static void widenHalves(short[] halves, float[] target, int start, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      Lanes.half(Lanes.integers(halves, i)).intoArray(target, start + i);
    }
  }

  private static void widenBrains(short[] halves, float[] target, int start, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      Lanes.brain(halves, i).intoArray(target, start + i);
    }
  }

  @Override
  public void narrow(
      float[] source, int sourceOffset, Dtype dtype, byte[] target, int offset, int count) {
    int whole = dtype == Dtype.F32 ? 0 : Lanes.FLOATS.loopBound(count);
    if (whole > 0) {
      short[] halves = TILE.get().halves;
      if (dtype == Dtype.F16) {
        narrowHalves(source, sourceOffset, halves, whole);
      } else {
        narrowBrains(source, sourceOffset, halves, whole);
      }
      ByteBuffer.wrap(target, offset, 2 * whole)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .put(halves, 0, whole);
    }
    scalar.narrow(
        source, sourceOffset + whole, dtype, target, offset + whole * dtype.size(), count - whole);
  }

  private static void narrowHalves(float[] source, int start, short[] halves, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      ((ShortVector)
              Lanes.toHalf(Lanes.bits(source, start + i))
                  .convertShape(VectorOperators.I2S, Lanes.SHORTS, 0))
          .intoArray(halves, i);
    }
  }

  private static void narrowBrains(float[] source, int start, short[] halves, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      ((ShortVector)
              Lanes.toBrain(Lanes.bits(source, start + i))
                  .convertShape(VectorOperators.I2S, Lanes.SHORTS, 0))
          .intoArray(halves, i);
    }
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
    // Narrow rows that lie next to one another are worked on as one: short loops waste half of
    // their
    // time on their ends.
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
          raise(tile.floats, now, row, tile.maxima);
        } else {
          copy(source, from, tile.halves, now);
          raise(tile.halves, now, row, tile.halfMaxima);
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
  static int magnitude(Dtype dtype, int half) {
    return dtype == Dtype.F16 ? Float.floatToRawIntBits(Numbers.fromHalf(half)) : half << 16;
  }

  /** Column after column, so that the maximum of one stays in a register down its rows. */
  private static void raise(float[] values, int count, int row, int[] maxima) {
    int end = count / row * row;
    int whole = Lanes.INTS.loopBound(row);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      IntVector most = IntVector.fromArray(Lanes.INTS, maxima, i);
      for (int at = i; at < end; at += row) {
        most = most.max(Lanes.bits(values, at).and(Lanes.MAGNITUDE));
      }
      most.intoArray(maxima, i);
    }
    for (int start = 0; start < count; start += row) {
      int now = Math.min(row, count - start);
      for (int i = now == row ? whole : 0; i < now; i++) {
        int magnitude = Float.floatToRawIntBits(values[start + i]) & Lanes.MAGNITUDE;
        maxima[i] = Math.max(maxima[i], magnitude);
      }
    }
  }

  /** Magnitudes of halves and brain floats are in order as integers. */
  private static void raise(short[] values, int count, int row, short[] maxima) {
    int end = count / row * row;
    int whole = Lanes.SHORTS.loopBound(row);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      ShortVector most = ShortVector.fromArray(Lanes.SHORTS, maxima, i);
      for (int at = i; at < end; at += row) {
        ShortVector numbers = ShortVector.fromArray(Lanes.SHORTS, values, at);
        most = most.max(numbers.and((short) 0x7fff));
      }
      most.intoArray(maxima, i);
    }
    for (int start = 0; start < count; start += row) {
      int now = Math.min(row, count - start);
      for (int i = now == row ? whole : 0; i < now; i++) {
        maxima[i] = (short) Math.max(maxima[i], values[start + i] & 0x7fff);
      }
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
    Tile tile = TILE.get();
    int atOnce = MOST / width * width;
    for (int done = 0; done < count; done += atOnce) {
      int now = Math.min(atOnce, count - done);
      int from = offset + done * dtype.size();
      if (dtype == Dtype.F32) {
        copy(source, from, tile.floats, now);
        int8(tile.floats, now, inverse, width, target, at + done);
      } else {
        copy(source, from, tile.halves, now);
        if (dtype == Dtype.F16) {
          int8OfHalves(tile.halves, now, inverse, width, target, at + done);
        } else {
          int8OfBrains(tile.halves, now, inverse, width, target, at + done);
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

  private static void int8(
      float[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.load(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.rounded(scaled), target, at + start + i);
      }
    }
  }

  private static void int8OfHalves(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.finiteHalf(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.rounded(scaled), target, at + start + i);
      }
    }
  }

  private static void int8OfBrains(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.brain(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.rounded(scaled), target, at + start + i);
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
        fp8(tile.floats, now, inverse, width, target, at + done);
      } else {
        copy(source, from, tile.halves, now);
        if (dtype == Dtype.F16) {
          fp8OfHalves(tile.halves, now, inverse, width, target, at + done);
        } else {
          fp8OfBrains(tile.halves, now, inverse, width, target, at + done);
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

  private static void fp8(
      float[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.load(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.toE4m3(scaled.reinterpretAsInts()), target, at + start + i);
      }
    }
  }

  private static void fp8OfHalves(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.finiteHalf(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.toE4m3(scaled.reinterpretAsInts()), target, at + start + i);
      }
    }
  }

  private static void fp8OfBrains(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.brain(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.toE4m3(scaled.reinterpretAsInts()), target, at + start + i);
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
    VectorInt4.decode(source, offset, groups, target);
  }
}
