package io.blatam.kvcache.codec;

import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the loops of {@link VectorKernels} do with one vector: the steps of {@link Numbers} in
 * lanes.
 *
 * <p>Each element type appears in one shape, no vector is reinterpreted as bytes, and no mask is
 * used: with two shapes of a type in one process the compiler of JDK 17 no longer knows which one a
 * call site has, and allocates an object a vector (measured: ten times slower).
 */
final class Lanes {

  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final int COUNT = FLOATS.length();

  /** As many lanes as {@link #FLOATS}, in halves and quarters of its width. */
  static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, COUNT * 16)));

  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, COUNT * 8)));

  static final int MAGNITUDE = 0x7fffffff;

  /** Bits of 2^-6, below which E4M3 is subnormal. */
  private static final int SMALLEST_NORMAL = 0x3c800000;

  /** Between the biases of both formats: a half's bits in a float's places are it × 2^-112. */
  private static final int HALF_BIAS = 112 << 23;

  /**
   * A power of two, times this and added to a number of its binade, leaves E4M3's bits last, and 56
   * above: what the code's exponent is short of a multiple of 256. The other for numbers × 2^-112.
   */
  private static final FloatVector TO_LAST_BITS = FloatVector.broadcast(FLOATS, 0x1p20f + 7);

  private static final FloatVector HALF_TO_LAST_BITS = FloatVector.broadcast(FLOATS, 0x1p20f + 23);

  private Lanes() {}

  /**
   * Whether vectors are at least 256 bits wide (below, a quarter of one is no vector any more) and
   * memory is in the order of the format.
   */
  static boolean wideEnough() {
    return FLOATS.vectorBitSize() >= 256
        && FLOATS.vectorBitSize() <= 512
        && INTS.length() == COUNT
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  static IntVector bits(float[] source, int at) {
    return FloatVector.fromArray(FLOATS, source, at).reinterpretAsInts();
  }

  static FloatVector load(float[] source, int at) {
    return FloatVector.fromArray(FLOATS, source, at);
  }

  /** Nearest integers in the low bits. */
  static IntVector rounded(FloatVector values) {
    return values.add(Numbers.ROUNDING).reinterpretAsInts();
  }

  /** Nearest integers of -7 to 7, one in the lower and one in the upper half of the low bytes. */
  static IntVector pairs(FloatVector low, FloatVector high) {
    return rounded(low).and(15).or(rounded(high).lanewise(VectorOperators.LSHL, 4));
  }

  static FloatVector floats(IntVector integers) {
    return (FloatVector) integers.convertShape(VectorOperators.I2F, FLOATS, 0);
  }

  /** The low bytes. */
  static void store(IntVector codes, byte[] target, int at) {
    ((ByteVector) codes.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(target, at);
  }

  static IntVector integers(short[] source, int at) {
    return (IntVector)
        ShortVector.fromArray(SHORTS, source, at).convertShape(VectorOperators.S2I, INTS, 0);
  }

  static FloatVector brain(short[] source, int at) {
    return integers(source, at).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  /**
   * Halves that are neither infinite nor NaN. Their bits in the places of a float are the number
   * times 2^-112, subnormal ones too.
   */
  static FloatVector finiteHalf(short[] source, int at) {
    return integers(source, at)
        .lanewise(VectorOperators.LSHL, 13)
        .and(0x8fffe000)
        .reinterpretAsFloats()
        .mul(0x1p112f);
  }

  /** Any halves, in the low bits. */
  static FloatVector half(IntVector half) {
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

  static IntVector toHalf(IntVector bits) {
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

  static IntVector toBrain(IntVector bits) {
    IntVector even = bits.lanewise(VectorOperators.LSHR, 16).and(1);
    return bits.add(0x7fff).add(even).lanewise(VectorOperators.LSHR, 16);
  }

  /** E4M3 of {@code source × factor} in the low bytes. */
  static IntVector toE4m3(float[] source, int at, FloatVector factor) {
    IntVector bits = bits(source, at);
    FloatVector scaled = bits.and(MAGNITUDE).reinterpretAsFloats().mul(factor);
    return e4m3(scaled, SMALLEST_NORMAL, TO_LAST_BITS)
        .or(bits.lanewise(VectorOperators.LSHR, 24).and(0x80));
  }

  static IntVector brainToE4m3(short[] source, int at, FloatVector factor) {
    IntVector brain = integers(source, at);
    FloatVector magnitude =
        brain.and(0x7fff).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    return e4m3(magnitude.mul(factor), SMALLEST_NORMAL, TO_LAST_BITS)
        .or(brain.lanewise(VectorOperators.LSHR, 8).and(0x80));
  }

  /** Of halves that are neither infinite nor NaN; they stay × 2^-112, which saves a step. */
  static IntVector halfToE4m3(short[] source, int at, FloatVector factor) {
    IntVector half = integers(source, at);
    FloatVector magnitude =
        half.and(0x7fff).lanewise(VectorOperators.LSHL, 13).reinterpretAsFloats();
    return e4m3(magnitude.mul(factor), SMALLEST_NORMAL - HALF_BIAS, HALF_TO_LAST_BITS)
        .or(half.lanewise(VectorOperators.LSHR, 8).and(0x80));
  }

  /**
   * The sum with a number 2^20 times as large has its last bit where the code has its, so the
   * addition itself rounds; below the smallest normal, where codes are subnormal, all take the
   * magnitude of that. The exponent is added afterwards, and goes by a multiple of 256 too far.
   */
  private static IntVector e4m3(FloatVector magnitude, int smallest, FloatVector toLastBits) {
    IntVector exponent = magnitude.reinterpretAsInts().and(0x7f800000).max(smallest);
    return exponent
        .reinterpretAsFloats()
        .fma(toLastBits, magnitude)
        .reinterpretAsInts()
        .add(exponent.lanewise(VectorOperators.LSHR, 20));
  }

  static FloatVector fromE4m3(IntVector code) {
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
  static IntVector below(IntVector value, int limit, IntVector then, IntVector otherwise) {
    IntVector chosen = value.sub(limit).lanewise(VectorOperators.ASHR, 31);
    return otherwise.lanewise(
        VectorOperators.XOR, otherwise.lanewise(VectorOperators.XOR, then).and(chosen));
  }
}
