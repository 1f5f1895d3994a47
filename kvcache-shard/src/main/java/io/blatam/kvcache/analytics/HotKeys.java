package io.blatam.kvcache.analytics;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys looked up most: Space-Saving (Metwally, Agrawal, El Abbadi 2005). A key that is not
 * among the counted takes the place, and the count, of the least, so whatever was looked up more
 * often than a {@code size}-th of all is among them. There are few, so they are looked through one
 * after the other. Not thread-safe.
 */
final class HotKeys {

  private final CacheKey[] keys;
  private final long[] hashes;
  private final long[] lookups;
  private final long[] errors;
  private int size;

  HotKeys(int most) {
    this.keys = new CacheKey[most];
    this.hashes = new long[most];
    this.lookups = new long[most];
    this.errors = new long[most];
  }

  /**
   * @param hash of the key, always the same
   */
  void add(CacheKey key, long hash, long more) {
    int at = 0;
    while (at < size && !(hashes[at] == hash && keys[at].equals(key))) {
      at++;
    }
    if (at == size) {
      at = size < keys.length ? size++ : replaced();
      keys[at] = key;
      hashes[at] = hash;
    }
    lookups[at] += more;
  }

  private int replaced() {
    int least = 0;
    long fewest = lookups[0];
    for (int at = 1; at < size; at++) {
      long count = lookups[at];
      least = count < fewest ? at : least;
      fewest = Math.min(count, fewest);
    }
    errors[least] = fewest;
    return least;
  }

  void halve() {
    int left = 0;
    for (int at = 0; at < size; at++) {
      if (lookups[at] >= 2) {
        keys[left] = keys[at];
        hashes[left] = hashes[at];
        lookups[left] = lookups[at] / 2;
        errors[left] = errors[at] / 2;
        left++;
      }
    }
    for (int at = left; at < size; at++) {
      keys[at] = null;
      lookups[at] = 0;
      errors[at] = 0;
    }
    size = left;
  }

  List<HotKey> list() {
    List<HotKey> list = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      CacheKey key = keys[at];
      list.add(new HotKey(key.tenant(), key.namespace(), key.key(), lookups[at], errors[at]));
    }
    return list;
  }
}
