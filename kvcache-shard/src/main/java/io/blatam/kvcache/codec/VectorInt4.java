package io.blatam.kvcache.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * {@link Int4Groups} in lanes: the maxima of 128 groups, then all their scales, then their codes,
 * each in a loop that the compiler can keep in registers.
 */
final class VectorInt4 {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

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
        VectorLoops.groupMaxima(tile.floats, now, tile.maxima);
      } else {
        VectorKernels.copy(source, from, tile.halves, now * GROUP);
        VectorLoops.groupMaxima(tile.halves, now, tile.maxima);
      }
      largest = Math.max(largest, scales(dtype, now, tile.maxima, tile.inverse, target, to));
      if (dtype == Dtype.F32) {
        VectorLoops.int4(tile.floats, now, tile.inverse, target, to + 2);
      } else if (dtype == Dtype.F16) {
        VectorLoops.int4OfHalves(tile.halves, now, tile.inverse, target, to + 2);
      } else {
        VectorLoops.int4OfBrains(tile.halves, now, tile.inverse, target, to + 2);
      }
    }
    return largest;
  }

  /** Writes the scales, and to {@code inverse} what goes with them. */
  private static int scales(
      Dtype dtype, int groups, int[] maxima, float[] inverse, byte[] target, int at) {
    // Lanes beyond the last group hold what was there before.
    Arrays.fill(maxima, groups, GROUPS, 0);
    if (dtype == Dtype.F16) {
      VectorLoops.halfBits(maxima, groups);
    } else if (dtype == Dtype.BF16) {
      VectorLoops.brainBits(maxima, groups);
    }
    int largest = VectorLoops.int4Scales(maxima, groups, inverse);
    for (int i = 0; i < groups; i++) {
      SHORT.set(target, at + i * Kernels.GROUP_BYTES, (short) maxima[i]);
    }
    return largest;
  }
}
