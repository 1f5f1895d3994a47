package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same loops in lanes, through the Vector API. Loaded only where {@code jdk.incubator.vector}
 * is resolved; without it {@link ScalarKernels} does the work. Only methods that are the same from
 * JDK 17 to 25 are used, so that one class file serves all of them.
 *
 * <p>Each element type appears in one shape, no vector is reinterpreted as bytes, and no mask is
 * used: with two shapes of a type in one process the compiler of JDK 17 no longer knows which one a
 * call site has, and allocates an object a vector (measured: ten times slower).
 */
final class VectorKernels implements Kernels {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** As many lanes as {@link #FLOATS}, in halves and quarters of its width. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, LANES * 16)));

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * 8)));
  private static final ThreadLocal<short[]> HALVES = ThreadLocal.withInitial(() -> new short[MOST]);

  private static final int MAGNITUDE = 0x7fffffff;

  private final ScalarKernels scalar = new ScalarKernels();

  /**
   * Whether vectors are at least 256 bits wide (below, a quarter of one is no vector any more) and
   * memory is in the order of the format.
   */
  static boolean wideEnough() {
    return FLOATS.vectorBitSize() >= 256
        && FLOATS.vectorBitSize() <= 512
        && INTS.length() == LANES
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public String name() {
    return "SIMD " + FLOATS.vectorBitSize();
  }

  @Override
  public void widen(
      Dtype dtype, byte[] source, int offset, float[] target, int targetOffset, int count) {
    int whole = dtype == Dtype.F32 ? 0 : FLOATS.loopBound(count);
    if (whole > 0) {
      short[] halves = HALVES.get();
      ByteBuffer.wrap(source, offset, 2 * whole)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(halves, 0, whole);
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
    for (int i = 0; i < whole; i += LANES) {
      half(integers(halves, i)).intoArray(target, start + i);
    }
  }

  private static void widenBrains(short[] halves, float[] target, int start, int whole) {
    for (int i = 0; i < whole; i += LANES) {
      integers(halves, i)
          .lanewise(VectorOperators.LSHL, 16)
          .reinterpretAsFloats()
          .intoArray(target, start + i);
    }
  }

  @Override
  public void narrow(
      float[] source, int sourceOffset, Dtype dtype, byte[] target, int offset, int count) {
    int whole = dtype == Dtype.F32 ? 0 : FLOATS.loopBound(count);
    if (whole > 0) {
      short[] halves = HALVES.get();
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
    for (int i = 0; i < whole; i += LANES) {
      ((ShortVector) toHalf(bits(source, start + i)).convertShape(VectorOperators.I2S, SHORTS, 0))
          .intoArray(halves, i);
    }
  }

  private static void narrowBrains(float[] source, int start, short[] halves, int whole) {
    for (int i = 0; i < whole; i += LANES) {
      ((ShortVector) toBrain(bits(source, start + i)).convertShape(VectorOperators.I2S, SHORTS, 0))
          .intoArray(halves, i);
    }
  }

  @Override
  public void maxima(float[] values, int count, int[] maxima) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      bits(values, i).and(MAGNITUDE).max(IntVector.fromArray(INTS, maxima, i)).intoArray(maxima, i);
    }
    ScalarKernels.maxima(values, whole, count, maxima);
  }

  @Override
  public void toInt8(float[] values, int count, float[] inverse, byte[] target, int offset) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector factor = FloatVector.fromArray(FLOATS, inverse, i);
      store(rounded(values, i, factor), target, offset + i);
    }
    ScalarKernels.toInt8(values, whole, count, inverse, target, offset);
  }

  @Override
  public void fromInt8(byte[] codes, int offset, float[] scale, float[] values, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      ((FloatVector)
              ByteVector.fromArray(BYTES, codes, offset + i)
                  .convertShape(VectorOperators.B2F, FLOATS, 0))
          .mul(FloatVector.fromArray(FLOATS, scale, i))
          .intoArray(values, i);
    }
    ScalarKernels.fromInt8(codes, offset, whole, count, scale, values);
  }

  @Override
  public void toFp8(float[] values, int count, float[] inverse, byte[] target, int offset) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector scaled =
          FloatVector.fromArray(FLOATS, values, i).mul(FloatVector.fromArray(FLOATS, inverse, i));
      store(toE4m3(scaled.reinterpretAsInts()), target, offset + i);
    }
    ScalarKernels.toFp8(values, whole, count, inverse, target, offset);
  }

  @Override
  public void fromFp8(byte[] codes, int offset, float[] scale, float[] values, int count) {
    int whole = INTS.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      IntVector code =
          (IntVector)
              ByteVector.fromArray(BYTES, codes, offset + i)
                  .convertShape(VectorOperators.B2I, INTS, 0);
      fromE4m3(code).mul(FloatVector.fromArray(FLOATS, scale, i)).intoArray(values, i);
    }
    ScalarKernels.fromFp8(codes, offset, whole, count, scale, values);
  }

  @Override
  public int toInt4(float[] source, int groups, byte[] target, int offset) {
    int largest = 0;
    for (int group = 0; group < groups; group++) {
      int start = group * GROUP;
      IntVector maxima = IntVector.zero(INTS);
      for (int i = 0; i < GROUP; i += LANES) {
        maxima = maxima.max(bits(source, start + i).and(MAGNITUDE));
      }
      int max = maxima.reduceLanes(VectorOperators.MAX);
      largest = Math.max(largest, max);
      int scale = Int4Groups.scale(max);
      FloatVector inverse = FloatVector.broadcast(FLOATS, Int4Groups.inverse(scale));
      int at = offset + group * GROUP_BYTES;
      target[at] = (byte) scale;
      target[at + 1] = (byte) (scale >>> 8);
      for (int i = 0; i < GROUP / 2; i += LANES) {
        IntVector low = rounded(source, start + i, inverse).and(15);
        IntVector high =
            rounded(source, start + GROUP / 2 + i, inverse).lanewise(VectorOperators.LSHL, 4);
        store(low.or(high), target, at + 2 + i);
      }
    }
    return largest;
  }

  @Override
  public void fromInt4(byte[] source, int offset, int groups, float[] target) {
    for (int group = 0; group < groups; group++) {
      int at = offset + group * GROUP_BYTES;
      float scale = Numbers.fromBrain(source[at] & 0xff | source[at + 1] << 8);
      int start = group * GROUP;
      for (int i = 0; i < GROUP / 2; i += LANES) {
        IntVector pairs =
            (IntVector)
                ByteVector.fromArray(BYTES, source, at + 2 + i)
                    .convertShape(VectorOperators.B2I, INTS, 0);
        IntVector low = pairs.lanewise(VectorOperators.LSHL, 28).lanewise(VectorOperators.ASHR, 28);
        floats(low).mul(scale).intoArray(target, start + i);
        floats(pairs.lanewise(VectorOperators.ASHR, 4))
            .mul(scale)
            .intoArray(target, start + GROUP / 2 + i);
      }
    }
  }

  private static IntVector bits(float[] source, int at) {
    return FloatVector.fromArray(FLOATS, source, at).reinterpretAsInts();
  }

  /** Nearest integers in the low bits. */
  private static IntVector rounded(float[] source, int at, FloatVector inverse) {
    return FloatVector.fromArray(FLOATS, source, at)
        .mul(inverse)
        .add(Numbers.ROUNDING)
        .reinterpretAsInts();
  }

  private static FloatVector floats(IntVector integers) {
    return (FloatVector) integers.convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  /** The low bytes. */
  private static void store(IntVector codes, byte[] target, int at) {
    ((ByteVector) codes.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(target, at);
  }

  private static IntVector integers(short[] source, int at) {
    return (IntVector)
        ShortVector.fromArray(SHORTS, source, at).convertShape(VectorOperators.S2I, INTS, 0);
  }

  private static FloatVector half(IntVector half) {
    IntVector magnitude = half.and(0x7fff);
    IntVector subnormal = floats(magnitude).mul(0x1p-24f).reinterpretAsInts();
    // All ones for infinities and NaNs, whose exponent is the largest in both formats.
    IntVector special =
        magnitude.add(0x400).lanewise(VectorOperators.LSHR, 15).lanewise(VectorOperators.NEG);
    IntVector normal =
        magnitude.lanewise(VectorOperators.LSHL, 13).add(112 << 23).add(special.and(112 << 23));
    IntVector sign = half.and(0x8000).lanewise(VectorOperators.LSHL, 16);
    return below(magnitude, 0x400, subnormal, normal).or(sign).reinterpretAsFloats();
  }

  private static IntVector toHalf(IntVector bits) {
    IntVector magnitude = bits.and(MAGNITUDE);
    IntVector subnormal =
        magnitude.reinterpretAsFloats().add(0.5f).reinterpretAsInts().sub(0x3f000000);
    IntVector even = magnitude.lanewise(VectorOperators.LSHR, 13).and(1);
    IntVector normal =
        magnitude
            .add(0xfff)
            .add(even)
            .lanewise(VectorOperators.LSHR, 13)
            .sub(112 << 10)
            .min(0x7c00);
    return below(magnitude, 0x38800000, subnormal, normal)
        .or(bits.lanewise(VectorOperators.LSHR, 16).and(0x8000));
  }

  private static IntVector toBrain(IntVector bits) {
    IntVector even = bits.lanewise(VectorOperators.LSHR, 16).and(1);
    return bits.add(0x7fff).add(even).lanewise(VectorOperators.LSHR, 16);
  }

  private static IntVector toE4m3(IntVector bits) {
    IntVector magnitude = bits.and(MAGNITUDE);
    IntVector subnormal =
        magnitude.reinterpretAsFloats().add(0x1p14f).reinterpretAsInts().sub(0x46800000);
    IntVector even = magnitude.lanewise(VectorOperators.LSHR, 20).and(1);
    IntVector normal =
        magnitude.add(0x7ffff).add(even).lanewise(VectorOperators.LSHR, 20).sub(120 << 3);
    return below(magnitude, 0x3c800000, subnormal, normal)
        .or(bits.lanewise(VectorOperators.LSHR, 24).and(0x80));
  }

  private static FloatVector fromE4m3(IntVector code) {
    IntVector magnitude = code.and(0x7f);
    IntVector subnormal = floats(magnitude).mul(0x1p-9f).reinterpretAsInts();
    IntVector normal = magnitude.lanewise(VectorOperators.LSHL, 20).add(120 << 23);
    IntVector sign = code.and(0x80).lanewise(VectorOperators.LSHL, 24);
    return below(magnitude, 8, subnormal, normal).or(sign).reinterpretAsFloats();
  }

  /**
   * In each lane {@code then} where {@code value < limit}, else {@code otherwise}. With arithmetic
   * rather than a mask: masks of JDK 17 are slow.
   */
  private static IntVector below(IntVector value, int limit, IntVector then, IntVector otherwise) {
    IntVector chosen = value.sub(limit).lanewise(VectorOperators.ASHR, 31);
    return otherwise.lanewise(
        VectorOperators.XOR, otherwise.lanewise(VectorOperators.XOR, then).and(chosen));
  }
}
