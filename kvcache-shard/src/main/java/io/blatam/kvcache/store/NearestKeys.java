package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Of many keys, those that stand first from a position on. Keeps as many as are asked for, and
 * those that share the last one's position. Not thread-safe.
 */
final class NearestKeys {

  private final long from;
  private final long to;
  private final int limit;
  private final TreeMap<Long, List<CacheKey>> nearest = new TreeMap<>();
  private int size;

  /**
   * @param to behind the last position that counts
   */
  NearestKeys(long from, long to, int limit) {
    this.from = from;
    this.to = to;
    this.limit = limit;
  }

  void add(CacheKey key) {
    long position = key.position();
    boolean near = size < limit || position <= nearest.lastKey();
    if (position < from || position >= to || !near) {
      return;
    }
    nearest.computeIfAbsent(position, none -> new ArrayList<>()).add(key);
    size++;
    int withoutTheLast = size - nearest.lastEntry().getValue().size();
    if (withoutTheLast >= limit) {
      nearest.pollLastEntry();
      size = withoutTheLast;
    }
  }

  List<CacheKey> inOrder() {
    return nearest.values().stream().flatMap(List::stream).toList();
  }
}
