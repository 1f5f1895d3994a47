package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.api.CacheKey;

/** 64 bits that stand for a key. {@link String#hashCode} has 32: too few to tell keys apart by. */
final class KeyHash {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  static long of(CacheKey key) {
    long hash = mix(mix(mix(0, key.tenant()), key.namespace()), key.key());
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }

  private static long mix(long hash, String part) {
    long mixed = hash + part.length();
    for (int i = 0; i < part.length(); i++) {
      mixed = (mixed ^ part.charAt(i)) * MULTIPLIER;
      mixed ^= mixed >>> 29;
    }
    return mixed;
  }
}
