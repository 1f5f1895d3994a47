package io.blatam.bul.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The head of a tenant's queue in memory; the tail stays in the table. Holds every job that waits
 * for its first attempt up to a border, and none beyond it. One thread only.
 */
final class Window {

  private final int size;
  private final TreeSet<Entry> entries = new TreeSet<>();
  private final Map<String, Entry> byJob = new HashMap<>();

  /** How many it holds of each lane. */
  private final Map<Lane, Integer> lanes = new HashMap<>();

  private Optional<Entry> border = Optional.empty();
  private boolean whole;

  /**
   * @param size entries to hold before the later ones are left to the table
   */
  Window(int size) {
    this.size = size;
  }

  /** Knows nothing any more, and has to be filled again. */
  void reset() {
    entries.clear();
    byJob.clear();
    lanes.clear();
    border = Optional.empty();
    whole = false;
  }

  /** The last entry that was read from the table; empty before the first. */
  Optional<Entry> border() {
    return border;
  }

  /** Whether nothing waits beyond the border. */
  boolean whole() {
    return whole;
  }

  boolean needsMore() {
    return !whole && entries.size() < size / 2;
  }

  /**
   * The entries after the border, as the table has them.
   *
   * @param last whether there are none after these
   * @return those that are new here
   */
  List<Entry> extend(List<Entry> next, boolean last) {
    List<Entry> fresh = next.stream().filter(this::put).toList();
    if (!next.isEmpty()) {
      border = Optional.of(next.get(next.size() - 1));
    }
    whole = last;
    return fresh;
  }

  /**
   * A job has come.
   *
   * @return whether it is new here; false also for one that is left to the table
   */
  boolean offer(Entry entry) {
    if (!whole && border.map(at -> entry.compareTo(at) > 0).orElse(true)) {
      return false;
    }
    return put(entry);
  }

  /** Leaves to the table what is too much. @return that */
  List<Entry> spill() {
    List<Entry> spilt = new ArrayList<>();
    while (entries.size() > 2 * size) {
      Entry last = entries.pollLast();
      byJob.remove(last.jobId());
      uncount(last.lane());
      spilt.add(last);
      border = Optional.of(entries.last());
      whole = false;
    }
    return spilt;
  }

  Optional<Entry> remove(String jobId) {
    Optional<Entry> known = Optional.ofNullable(byJob.remove(jobId));
    known.ifPresent(
        entry -> {
          entries.remove(entry);
          uncount(entry.lane());
        });
    return known;
  }

  Optional<Entry> find(String jobId) {
    return Optional.ofNullable(byJob.get(jobId));
  }

  /** In order. */
  Stream<Entry> stream() {
    return entries.stream();
  }

  /** The first {@code count}, in order. */
  List<Entry> head(int count) {
    List<Entry> head = new ArrayList<>(count);
    for (Entry entry : entries) {
      if (head.size() == count) {
        break;
      }
      head.add(entry);
    }
    return head;
  }

  /** How many are before it. */
  int before(Entry entry) {
    return entries.headSet(entry).size();
  }

  int size() {
    return entries.size();
  }

  /** How many it holds of a lane. */
  int count(Lane lane) {
    return lanes.getOrDefault(lane, 0);
  }

  /** How many it holds of each lane. */
  Map<Lane, Integer> lanes() {
    return Map.copyOf(lanes);
  }

  private boolean put(Entry entry) {
    if (byJob.putIfAbsent(entry.jobId(), entry) != null) {
      return false;
    }
    lanes.merge(entry.lane(), 1, Integer::sum);
    return entries.add(entry);
  }

  private void uncount(Lane lane) {
    lanes.computeIfPresent(lane, (same, count) -> count > 1 ? count - 1 : null);
  }
}
