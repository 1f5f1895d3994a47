package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * 64 bits that stand for a key in one segment; {@link String#hashCode} has 32, too few for policies
 * that know keys by their hash alone. Each segment has a seed of its own, so that nobody outside
 * can choose keys that fall together.
 */
final class KeyHash {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  /** Four lanes, because one multiplication would have to wait for the one before it. */
  static long of(CacheKey key, long seed) {
    String text = key.key();
    int length = text.length();
    long first = seed;
    long second = seed ^ 0xC3A5C85C97CB3127L;
    long third = seed ^ 0xB492B66FBE98F273L;
    long fourth = seed ^ 0x9AE16A3B2F90404FL;
    int at = 0;
    for (; at <= length - 4; at += 4) {
      first = (first ^ text.charAt(at)) * MULTIPLIER;
      second = (second ^ text.charAt(at + 1)) * MULTIPLIER;
      third = (third ^ text.charAt(at + 2)) * MULTIPLIER;
      fourth = (fourth ^ text.charAt(at + 3)) * MULTIPLIER;
    }
    for (; at < length; at++) {
      first = (first ^ (text.charAt(at) + 1)) * MULTIPLIER;
    }
    long scope = (31L * key.tenant().hashCode() + key.namespace().hashCode()) * MULTIPLIER;
    long left = first + Long.rotateLeft(second, 17) + length;
    long right = third + Long.rotateLeft(fourth, 17) + scope;
    return finish(left ^ finish(right));
  }

  /** SplitMix64's finalizer (Steele, Lea, Flood 2014). */
  private static long finish(long mixed) {
    long hash = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
