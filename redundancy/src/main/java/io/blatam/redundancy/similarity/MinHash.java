package io.blatam.redundancy.similarity;

import io.blatam.redundancy.api.Signature;
import java.util.Arrays;

/**
 * Computes {@link Signature}s. The hash functions are SplitMix64's finaliser over the shingle's
 * hash plus one constant each, a multiple of the golden ratio as in that generator; the upper 32
 * bits are kept.
 */
final class MinHash {

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private MinHash() {}

  static Signature of(Shingles shingles) {
    int[] minima = new int[Signature.HASHES];
    Arrays.fill(minima, Integer.MAX_VALUE);
    for (long shingle : shingles.sorted()) {
      for (int i = 0; i < minima.length; i++) {
        // Without a branch, so that the compiler can do several at once.
        minima[i] =
            Math.min(minima[i], (int) (Hashing.mix(shingle + (i + 1) * GOLDEN_RATIO) >>> 32));
      }
    }
    return new Signature(shingles.size(), shingles.count(), minima);
  }
}
