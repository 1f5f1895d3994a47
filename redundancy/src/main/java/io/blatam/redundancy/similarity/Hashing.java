package io.blatam.redundancy.similarity;

/**
 * Hashes that are the same in every process and release, since signatures are stored. {@link
 * String#hashCode} would be too, but has 32 bits.
 */
final class Hashing {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Hashing() {}

  /** FNV-1a over UTF-16 code units, finished with {@link #mix}. */
  static long of(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): a bijection that spreads every bit.
   */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
