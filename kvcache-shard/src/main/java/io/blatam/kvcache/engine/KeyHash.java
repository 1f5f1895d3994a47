package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * 64 bits that stand for a key in one segment, mixed from what its strings remember of their own
 * hashes: whoever looks a key up that was used before touches none of its characters. Within a
 * namespace that tells 2³² keys apart, which does for policies; but anybody can make up strings
 * with equal hashes, so {@link EntryTable} goes over to {@link #ofText} when it meets such.
 */
final class KeyHash {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  static long of(CacheKey key, long seed) {
    return of(ofScope(key.tenant(), key.namespace()), key.key(), seed);
  }

  /** What a tenant's namespace has to do with the hashes of its keys. */
  static long ofScope(String tenant, String namespace) {
    return (31L * tenant.hashCode() + namespace.hashCode()) * MULTIPLIER;
  }

  /**
   * @param scope see {@link #ofScope}
   * @param key its last part
   */
  static long of(long scope, String key, long seed) {
    return finish((scope ^ key.hashCode()) + seed);
  }

  /** Of every character, with a seed that nobody outside knows; about a nanosecond for each. */
  static long ofText(String text, long seed) {
    long hash = seed + text.length();
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    return finish(hash);
  }

  /** SplitMix64's finalizer (Steele, Lea, Flood 2014). */
  private static long finish(long mixed) {
    long hash = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
