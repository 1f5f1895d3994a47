package io.blatam.kvcache.engine.policy;

import java.util.HashMap;
import java.util.Map;

/** A cache of numbers that a {@link Keeper} keeps within its capacity. */
final class KeeperCache {

  final Keeper keeper;
  private final long capacity;
  private final Map<Long, Integer> records = new HashMap<>();
  private final Map<Integer, Long> keys = new HashMap<>();
  private long bytes;

  KeeperCache(long capacity, Memory memory) {
    this.keeper = new Keeper(capacity, memory, record -> spread(keys.get(record)));
    this.capacity = capacity;
  }

  /** Returns whether it was there; if not, it is now, unless it was declined. */
  boolean access(long key, int weight, long cost) {
    Integer record = records.get(key);
    if (record != null) {
      keeper.touched(record, spread(key), cost);
      return true;
    }
    if (weight > capacity || !keeper.arriving(spread(key), weight, cost)) {
      return false;
    }
    while (bytes + weight > capacity) {
      int victim = keeper.victim(Records.NONE);
      bytes -= keeper.records.weight[victim];
      long gone = keys.get(victim);
      keeper.evicted(victim, spread(gone));
      keys.remove(victim);
      records.remove(gone);
    }
    int inserted = keeper.inserted(weight);
    records.put(key, inserted);
    keys.put(inserted, key);
    bytes += weight;
    return false;
  }

  static long spread(long key) {
    long hash = (key + 1) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    return hash ^ (hash >>> 31);
  }
}
