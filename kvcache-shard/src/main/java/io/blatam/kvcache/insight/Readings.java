package io.blatam.kvcache.insight;

import io.blatam.kvcache.engine.Tally;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters read again and again, for rates. Segments come and go with their counts; what one did
 * between two readings counts, and a segment seen first, or again from zero, begins there. Not
 * thread-safe.
 */
final class Readings {

  private record Reading(long at, long hits, long misses, long insertions, long evictions) {}

  private final long windowMillis;
  private final ArrayDeque<Reading> readings = new ArrayDeque<>();
  private Map<Integer, Tally> last = new HashMap<>();

  Readings(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  void add(long now, Map<Integer, Tally> tallies) {
    long[] sum = new long[4];
    if (!readings.isEmpty()) {
      Reading before = readings.getLast();
      sum = new long[] {before.hits, before.misses, before.insertions, before.evictions};
    }
    for (Map.Entry<Integer, Tally> each : tallies.entrySet()) {
      Tally tally = each.getValue();
      Tally before = last.getOrDefault(each.getKey(), readings.isEmpty() ? tally : Tally.ZERO);
      sum[0] += Math.max(0, tally.hits() - before.hits());
      sum[1] += Math.max(0, tally.misses() - before.misses());
      sum[2] += Math.max(0, tally.insertions() - before.insertions());
      sum[3] += Math.max(0, tally.evictions() - before.evictions());
    }
    last = Map.copyOf(tallies);
    readings.addLast(new Reading(now, sum[0], sum[1], sum[2], sum[3]));
    while (readings.size() > 2 && now - readings.getFirst().at > windowMillis) {
      readings.removeFirst();
    }
  }

  Rates rates() {
    if (readings.size() < 2) {
      return Rates.NONE;
    }
    Reading from = readings.getFirst();
    Reading to = readings.getLast();
    double seconds = Math.max(1, to.at - from.at) / 1_000.0;
    long hits = to.hits - from.hits;
    long misses = to.misses - from.misses;
    return new Rates(
        hits,
        misses,
        (hits + misses) / seconds,
        (to.insertions - from.insertions) / seconds,
        (to.evictions - from.evictions) / seconds);
  }
}
