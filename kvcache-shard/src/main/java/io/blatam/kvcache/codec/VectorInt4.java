package io.blatam.kvcache.codec;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Int4Groups} in lanes: the maxima of 128 groups, then all their scales (so that the two
 * divisions are done for as many groups at once as there are lanes), then their codes.
 */
final class VectorInt4 {

  private static final int GROUP = Kernels.GROUP;
  private static final int GROUPS = Kernels.MOST / GROUP;

  /** What a thread works in. */
  private static final class Tile {
    final float[] floats = new float[Kernels.MOST];
    final short[] halves = new short[Kernels.MOST];
    final int[] maxima = new int[GROUPS];
    final int[] scales = new int[GROUPS];
    final float[] inverse = new float[GROUPS];
  }

  private static final ThreadLocal<Tile> TILE = ThreadLocal.withInitial(Tile::new);

  /** See {@link Kernels#toInt4}. */
  int encode(Dtype dtype, byte[] source, int offset, int groups, byte[] target, int at) {
    Tile tile = TILE.get();
    int largest = 0;
    for (int done = 0; done < groups; done += GROUPS) {
      int now = Math.min(GROUPS, groups - done);
      int from = offset + done * GROUP * dtype.size();
      int to = at + done * Kernels.GROUP_BYTES;
      if (dtype == Dtype.F32) {
        VectorKernels.copy(source, from, tile.floats, now * GROUP);
        maxima(tile.floats, now, tile.maxima);
      } else {
        VectorKernels.copy(source, from, tile.halves, now * GROUP);
        maxima(tile.halves, now, tile.maxima);
        for (int i = 0; i < now; i++) {
          tile.maxima[i] = VectorKernels.magnitude(dtype, tile.maxima[i]);
        }
      }
      for (int i = 0; i < now; i++) {
        largest = Math.max(largest, tile.maxima[i]);
      }
      scales(now, tile.maxima, tile.scales, tile.inverse);
      for (int i = 0; i < now; i++) {
        target[to + i * Kernels.GROUP_BYTES] = (byte) tile.scales[i];
        target[to + i * Kernels.GROUP_BYTES + 1] = (byte) (tile.scales[i] >>> 8);
      }
      switch (dtype) {
        case F32 -> codes(tile.floats, now, tile.inverse, target, to + 2);
        case F16 -> codesOfHalves(tile.halves, now, tile.inverse, target, to + 2);
        case BF16 -> codesOfBrains(tile.halves, now, tile.inverse, target, to + 2);
        case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
      }
    }
    return largest;
  }

  private static void maxima(float[] values, int groups, int[] maxima) {
    for (int group = 0; group < groups; group++) {
      IntVector most = IntVector.zero(Lanes.INTS);
      for (int i = 0; i < GROUP; i += Lanes.COUNT) {
        most = most.max(Lanes.bits(values, group * GROUP + i).and(Lanes.MAGNITUDE));
      }
      maxima[group] = most.reduceLanes(VectorOperators.MAX);
    }
  }

  private static void maxima(short[] values, int groups, int[] maxima) {
    for (int group = 0; group < groups; group++) {
      ShortVector most = ShortVector.zero(Lanes.SHORTS);
      for (int i = 0; i < GROUP; i += Lanes.COUNT) {
        ShortVector numbers = ShortVector.fromArray(Lanes.SHORTS, values, group * GROUP + i);
        most = most.max(numbers.and((short) 0x7fff));
      }
      maxima[group] = most.reduceLanes(VectorOperators.MAX);
    }
  }

  /**
   * {@link Int4Groups#scale} and {@link Int4Groups#inverse}; what stands after the last is of no
   * use.
   */
  private static void scales(int groups, int[] maxima, int[] scales, float[] inverse) {
    for (int i = 0; i < groups; i += Lanes.COUNT) {
      IntVector max = IntVector.fromArray(Lanes.INTS, maxima, i);
      IntVector silent = max.sub(Quantizer.SMALLEST).lanewise(VectorOperators.ASHR, 31);
      IntVector scale =
          max.reinterpretAsFloats()
              .div(7)
              .reinterpretAsInts()
              .add(0xffff)
              .lanewise(VectorOperators.LSHR, 16)
              .and(silent.not());
      scale.intoArray(scales, i);
      FloatVector.broadcast(Lanes.FLOATS, 1)
          .div(scale.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats())
          .reinterpretAsInts()
          .and(silent.not())
          .reinterpretAsFloats()
          .intoArray(inverse, i);
    }
  }

  private static void codes(float[] values, int groups, float[] inverse, byte[] target, int at) {
    for (int group = 0; group < groups; group++) {
      FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, inverse[group]);
      int start = group * GROUP;
      int to = at + group * Kernels.GROUP_BYTES;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        FloatVector low = Lanes.load(values, start + i).mul(factor);
        FloatVector high = Lanes.load(values, start + GROUP / 2 + i).mul(factor);
        Lanes.store(pairs(low, high), target, to + i);
      }
    }
  }

  private static void codesOfHalves(
      short[] values, int groups, float[] inverse, byte[] target, int at) {
    for (int group = 0; group < groups; group++) {
      FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, inverse[group]);
      int start = group * GROUP;
      int to = at + group * Kernels.GROUP_BYTES;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        FloatVector low = Lanes.finiteHalf(values, start + i).mul(factor);
        FloatVector high = Lanes.finiteHalf(values, start + GROUP / 2 + i).mul(factor);
        Lanes.store(pairs(low, high), target, to + i);
      }
    }
  }

  private static void codesOfBrains(
      short[] values, int groups, float[] inverse, byte[] target, int at) {
    for (int group = 0; group < groups; group++) {
      FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, inverse[group]);
      int start = group * GROUP;
      int to = at + group * Kernels.GROUP_BYTES;
      for (int i = 0; i < GROUP / 2; i += Lanes.COUNT) {
        FloatVector low = Lanes.brain(values, start + i).mul(factor);
        FloatVector high = Lanes.brain(values, start + GROUP / 2 + i).mul(factor);
        Lanes.store(pairs(low, high), target, to + i);
      }
    }
  }

  private static IntVector pairs(FloatVector low, FloatVector high) {
    return Lanes.rounded(low).and(15).or(Lanes.rounded(high).lanewise(VectorOperators.LSHL, 4));
  }

  /** See {@link Kernels#fromInt4}. */
  static void decode(byte[] source, int offset, int groups, float[] target) {
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
