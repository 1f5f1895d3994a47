package io.blatam.kvcache.insight;

import io.blatam.kvcache.engine.Tally;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters of the segments, read again and again, for rates over a window of time. What a segment
 * counts begins anew wherever it comes up, so what is added up is what each did between two
 * readings: everything, if it came between them. Not thread-safe.
 */
final class Readings {

  /**
   * @param at when it was read, in milliseconds
   * @param counts what all segments did from the first reading to this one
   */
  private record Reading(long at, Counts counts) {}

  private record Counts(long hits, long misses, long insertions, long evictions) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    /** With what a segment did between two tallies; nothing where it began anew in between. */
    Counts plus(Tally before, Tally now) {
      return new Counts(
          hits + Math.max(0, now.hits() - before.hits()),
          misses + Math.max(0, now.misses() - before.misses()),
          insertions + Math.max(0, now.insertions() - before.insertions()),
          evictions + Math.max(0, now.evictions() - before.evictions()));
    }

    Counts since(Counts before) {
      return new Counts(
          hits - before.hits,
          misses - before.misses,
          insertions - before.insertions,
          evictions - before.evictions);
    }
  }

  private final long windowMillis;
  private final ArrayDeque<Reading> readings = new ArrayDeque<>();
  private Map<Integer, Tally> last = new HashMap<>();

  Readings(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /**
   * @param now milliseconds since the epoch; where the clock was set back, everything begins anew
   * @param tallies of the segments that are here now, by their numbers
   */
  void add(long now, Map<Integer, Tally> tallies) {
    if (!readings.isEmpty() && now < readings.getLast().at()) {
      readings.clear();
    }
    Counts counts = readings.isEmpty() ? Counts.NONE : readings.getLast().counts();
    for (Map.Entry<Integer, Tally> each : tallies.entrySet()) {
      Tally tally = each.getValue();
      // What segments did before the first reading of all is nobody's window.
      Tally unknown = readings.isEmpty() ? tally : Tally.ZERO;
      counts = counts.plus(last.getOrDefault(each.getKey(), unknown), tally);
    }
    last = Map.copyOf(tallies);
    readings.addLast(new Reading(now, counts));
    while (readings.size() > 2 && now - readings.getFirst().at() > windowMillis) {
      readings.removeFirst();
    }
  }

  Rates rates() {
    if (readings.size() < 2) {
      return Rates.NONE;
    }
    Reading from = readings.getFirst();
    Reading to = readings.getLast();
    double seconds = Math.max(1, to.at() - from.at()) / 1_000.0;
    Counts counts = to.counts().since(from.counts());
    return new Rates(
        counts.hits(),
        counts.misses(),
        (counts.hits() + counts.misses()) / seconds,
        counts.insertions() / seconds,
        counts.evictions() / seconds);
  }
}
