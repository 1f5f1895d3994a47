package io.blatam.kvcache.codec;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of {@link VectorKernels} and {@link VectorInt4}, one a method and without branches on
 * the dtype. The launchers keep the compiler from inlining them ({@code dontinline} for this
 * class): several of them in one caller are more than JDK 17 keeps in registers, and whether it
 * tries depends on what was compiled first. Seen: 1.6 instead of 7.5 GB/s for BF16 to INT4.
 */
final class VectorLoops {

  private static final int GROUP = Kernels.GROUP;

  private VectorLoops() {}

  static void widenHalves(short[] halves, float[] target, int start, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      Lanes.half(Lanes.integers(halves, i)).intoArray(target, start + i);
    }
  }

  static void widenBrains(short[] halves, float[] target, int start, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      Lanes.brain(halves, i).intoArray(target, start + i);
    }
  }

  static void narrowHalves(float[] source, int start, short[] halves, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      ((ShortVector)
              Lanes.toHalf(Lanes.bits(source, start + i))
                  .convertShape(VectorOperators.I2S, Lanes.SHORTS, 0))
          .intoArray(halves, i);
    }
  }

  static void narrowBrains(float[] source, int start, short[] halves, int whole) {
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      ((ShortVector)
              Lanes.toBrain(Lanes.bits(source, start + i))
                  .convertShape(VectorOperators.I2S, Lanes.SHORTS, 0))
          .intoArray(halves, i);
    }
  }

  /** Column after column, so that the maximum of one stays in a register down its rows. */
  static void raise(float[] values, int count, int row, int[] maxima) {
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
  static void raise(short[] values, int count, int row, short[] maxima) {
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

  static void int8(float[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.load(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.rounded(scaled), target, at + start + i);
      }
    }
  }

  static void int8OfHalves(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.finiteHalf(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.rounded(scaled), target, at + start + i);
      }
    }
  }

  static void int8OfBrains(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        FloatVector scaled = Lanes.brain(values, start + i).mul(Lanes.load(inverse, i));
        Lanes.store(Lanes.rounded(scaled), target, at + start + i);
      }
    }
  }

  static void fp8(float[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        IntVector codes = Lanes.toE4m3(values, start + i, Lanes.load(inverse, i));
        Lanes.store(codes, target, at + start + i);
      }
    }
  }

  static void fp8OfHalves(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        IntVector codes = Lanes.halfToE4m3(values, start + i, Lanes.load(inverse, i));
        Lanes.store(codes, target, at + start + i);
      }
    }
  }

  static void fp8OfBrains(
      short[] values, int count, float[] inverse, int width, byte[] target, int at) {
    for (int start = 0; start < count; start += width) {
      int whole = Lanes.FLOATS.loopBound(Math.min(width, count - start));
      for (int i = 0; i < whole; i += Lanes.COUNT) {
        IntVector codes = Lanes.brainToE4m3(values, start + i, Lanes.load(inverse, i));
        Lanes.store(codes, target, at + start + i);
      }
    }
  }

  static void int4OfHalves(short[] values, int groups, float[] inverse, byte[] target, int at) {
    for (int group = 0; group < groups; group++) {
      FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, inverse[group]);
      int start = group * GROUP;
      int to = at + group * Kernels.GROUP_BYTES;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        FloatVector low = Lanes.finiteHalf(values, start + i).mul(factor);
        FloatVector high = Lanes.finiteHalf(values, start + GROUP / 2 + i).mul(factor);
        Lanes.store(Lanes.pairs(low, high), target, to + i);
      }
    }
  }

  static void int4OfBrains(short[] values, int groups, float[] inverse, byte[] target, int at) {
    for (int group = 0; group < groups; group++) {
      FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, inverse[group]);
      int start = group * GROUP;
      int to = at + group * Kernels.GROUP_BYTES;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        FloatVector low = Lanes.brain(values, start + i).mul(factor);
        FloatVector high = Lanes.brain(values, start + GROUP / 2 + i).mul(factor);
        Lanes.store(Lanes.pairs(low, high), target, to + i);
      }
    }
  }

  static void groupMaxima(float[] values, int groups, int[] maxima) {
    for (int group = 0; group < groups; group++) {
      IntVector most = IntVector.zero(Lanes.INTS);
      for (int i = 0; i < GROUP; i += Lanes.COUNT) {
        most = most.max(Lanes.bits(values, group * GROUP + i).and(Lanes.MAGNITUDE));
      }
      maxima[group] = most.reduceLanes(VectorOperators.MAX);
    }
  }

  /** As integers: the reduction of a vector of shorts was part of what made INT4 slow on JDK 17. */
  static void groupMaxima(short[] values, int groups, int[] maxima) {
    for (int group = 0; group < groups; group++) {
      IntVector most = IntVector.zero(Lanes.INTS);
      for (int i = 0; i < GROUP; i += Lanes.COUNT) {
        most = most.max(Lanes.integers(values, group * GROUP + i).and(0x7fff));
      }
      maxima[group] = most.reduceLanes(VectorOperators.MAX);
    }
  }

  /** Halves without signs, each in an int of its own, become bits of floats. */
  static void halfBits(int[] halves, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      Lanes.half(IntVector.fromArray(Lanes.INTS, halves, i))
          .reinterpretAsInts()
          .intoArray(halves, i);
    }
  }

  /** The same for brain floats. */
  static void brainBits(int[] brains, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      IntVector.fromArray(Lanes.INTS, brains, i)
          .lanewise(VectorOperators.LSHL, 16)
          .intoArray(brains, i);
    }
  }

  /**
   * Maxima become scales: see {@link Int4Groups#scale}.
   *
   * @return the largest maximum
   */
  static int int4Scales(int[] maxima, int groups, float[] inverse) {
    IntVector largest = IntVector.zero(Lanes.INTS);
    for (int i = 0; i < groups; i += Lanes.COUNT) {
      IntVector max = IntVector.fromArray(Lanes.INTS, maxima, i);
      largest = largest.max(max);
      IntVector scale =
          max.reinterpretAsFloats().div(7).reinterpretAsInts().add(0xffff).and(0xffff0000);
      IntVector large =
          max.sub(Quantizer.SMALLEST)
              .lanewise(VectorOperators.ASHR, 31)
              .lanewise(VectorOperators.NOT);
      FloatVector.broadcast(Lanes.FLOATS, 1)
          .div(scale.reinterpretAsFloats())
          .reinterpretAsInts()
          .and(large)
          .reinterpretAsFloats()
          .intoArray(inverse, i);
      scale.and(large).lanewise(VectorOperators.LSHR, 16).intoArray(maxima, i);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  static void int4(float[] values, int groups, float[] inverse, byte[] target, int at) {
    for (int group = 0; group < groups; group++) {
      FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, inverse[group]);
      int start = group * GROUP;
      int to = at + group * Kernels.GROUP_BYTES;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        FloatVector low = Lanes.load(values, start + i).mul(factor);
        FloatVector high = Lanes.load(values, start + GROUP / 2 + i).mul(factor);
        Lanes.store(Lanes.pairs(low, high), target, to + i);
      }
    }
  }

  /** See {@link Kernels#fromInt4}. */
  static void fromInt4(byte[] source, int offset, int groups, float[] target) {
    for (int group = 0; group < groups; group++) {
      int at = offset + group * Kernels.GROUP_BYTES;
      float scale = Numbers.fromBrain(source[at] & 0xff | source[at + 1] << 8);
      int start = group * GROUP;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        IntVector pairs =
            (IntVector)
                ByteVector.fromArray(Lanes.BYTES, source, at + 2 + i)
                    .convertShape(VectorOperators.B2I, Lanes.INTS, 0);
        IntVector low = pairs.lanewise(VectorOperators.LSHL, 28).lanewise(VectorOperators.ASHR, 28);
        Lanes.floats(low).mul(scale).intoArray(target, start + i);
        Lanes.floats(pairs.lanewise(VectorOperators.ASHR, 4))
            .mul(scale)
            .intoArray(target, start + GROUP / 2 + i);
      }
    }
  }
}
