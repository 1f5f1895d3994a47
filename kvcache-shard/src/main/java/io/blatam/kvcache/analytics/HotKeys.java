package io.blatam.kvcache.analytics;

import io.blatam.kvcache.api.CacheKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys looked up most: Space-Saving (Metwally, Agrawal, El Abbadi 2005). A key that is not
 * among the counted takes the place, and the count, of the least, so whatever was looked up more
 * often than a {@code size}-th of all is among them. Not thread-safe.
 */
final class HotKeys {

  private static final class Count {
    long lookups;
    long error;
  }

  private final int size;
  private final Map<CacheKey, Count> counts = new HashMap<>();

  HotKeys(int size) {
    this.size = size;
  }

  void add(CacheKey key, long lookups) {
    Count count = counts.get(key);
    if (count == null) {
      count = counts.size() < size ? new Count() : replaced();
      counts.put(key, count);
    }
    count.lookups += lookups;
  }

  private Count replaced() {
    Map.Entry<CacheKey, Count> least = null;
    for (Map.Entry<CacheKey, Count> each : counts.entrySet()) {
      if (least == null || each.getValue().lookups < least.getValue().lookups) {
        least = each;
      }
    }
    CacheKey leaving = least.getKey();
    Count count = counts.remove(leaving);
    count.error = count.lookups;
    return count;
  }

  void halve() {
    counts.values().removeIf(count -> count.lookups < 2);
    counts
        .values()
        .forEach(
            count -> {
              count.lookups /= 2;
              count.error /= 2;
            });
  }

  List<HotKey> list() {
    return counts.entrySet().stream()
        .map(
            each ->
                new HotKey(
                    each.getKey().tenant(),
                    each.getKey().namespace(),
                    each.getKey().key(),
                    each.getValue().lookups,
                    each.getValue().error))
        .toList();
  }
}
