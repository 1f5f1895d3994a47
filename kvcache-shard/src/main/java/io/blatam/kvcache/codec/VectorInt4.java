package io.blatam.kvcache.codec;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Int4Groups} in lanes: the maxima of 128 groups, then all their scales, then their codes,
 * each in a loop that the compiler can keep in registers.
 */
final class VectorInt4 {

  private static final int GROUP = Kernels.GROUP;
  private static final int GROUPS = Kernels.MOST / GROUP;

  /** What a thread works in. */
  private static final class Tile {
    final float[] floats = new float[Kernels.MOST];
    final short[] halves = new short[Kernels.MOST];
    final int[] maxima = new int[GROUPS];
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
      }
      largest = Math.max(largest, scales(dtype, now, tile.maxima, tile.inverse, target, to));
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

  /** As integers, since the reduction of a vector of shorts is slow on JDK 17. */
  private static void maxima(short[] values, int groups, int[] maxima) {
    for (int group = 0; group < groups; group++) {
      IntVector most = IntVector.zero(Lanes.INTS);
      for (int i = 0; i < GROUP; i += Lanes.COUNT) {
        most = most.max(Lanes.integers(values, group * GROUP + i).and(0x7fff));
      }
      maxima[group] = most.reduceLanes(VectorOperators.MAX);
    }
  }

  /** Two divisions a group, in plain Java: as vectors they were seen to stay objects. */
  private static int scales(
      Dtype dtype, int groups, int[] maxima, float[] inverse, byte[] target, int at) {
    int largest = 0;
    for (int i = 0; i < groups; i++) {
      int max = dtype == Dtype.F32 ? maxima[i] : VectorKernels.magnitude(dtype, maxima[i]);
      largest = Math.max(largest, max);
      int scale = Int4Groups.scale(max);
      inverse[i] = Int4Groups.inverse(scale);
      target[at + i * Kernels.GROUP_BYTES] = (byte) scale;
      target[at + i * Kernels.GROUP_BYTES + 1] = (byte) (scale >>> 8);
    }
    return largest;
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
