package io.blatam.bul.queue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What of a tenant's line is seen beyond its {@link Window}: the first jobs of lanes that the
 * window hardly holds. Its size depends on how many lanes there are, not on how many jobs wait. One
 * thread only.
 */
final class Outlook {

  private final int ofEach;
  private final Map<Lane, TreeSet<Entry>> lanes = new HashMap<>();
  private final Map<String, Entry> byJob = new HashMap<>();

  /** Lanes of which more wait than are seen. */
  private final Set<Lane> further = new HashSet<>();

  /**
   * @param ofEach jobs of a lane that are seen at most
   */
  Outlook(int ofEach) {
    this.ofEach = ofEach;
  }

  /** In order. */
  Stream<Entry> stream() {
    return lanes.values().stream().flatMap(TreeSet::stream).sorted();
  }

  /** Whether any job of a lane is seen. */
  boolean sees(Lane lane) {
    return lanes.containsKey(lane);
  }

  boolean holds(String jobId) {
    return byJob.containsKey(jobId);
  }

  /**
   * Sees these and no others.
   *
   * @param first the first of each lane, or all where there are fewer than {@code ofEach}
   * @param left those of them that do not wait any more
   */
  void see(List<Entry> first, Predicate<Entry> left) {
    clear();
    Map<Lane, Integer> read = new HashMap<>();
    for (Entry entry : first) {
      if (read.merge(entry.lane(), 1, Integer::sum) >= ofEach) {
        further.add(entry.lane());
      }
      if (!left.test(entry)) {
        put(entry);
      }
    }
  }

  void clear() {
    lanes.clear();
    byJob.clear();
    further.clear();
  }

  /**
   * A job has come.
   *
   * @return whether its lane is seen, and so the job is too when it is its turn
   */
  boolean offer(Entry entry) {
    TreeSet<Entry> seen = lanes.get(entry.lane());
    if (seen == null) {
      return false;
    }
    if (!further.contains(entry.lane()) || entry.compareTo(seen.last()) < 0) {
      put(entry);
      if (seen.size() > ofEach) {
        byJob.remove(seen.pollLast().jobId());
        further.add(entry.lane());
      }
    }
    return true;
  }

  private void put(Entry entry) {
    byJob.put(entry.jobId(), entry);
    lanes.computeIfAbsent(entry.lane(), first -> new TreeSet<>()).add(entry);
  }

  Optional<Entry> remove(String jobId) {
    Optional<Entry> known = Optional.ofNullable(byJob.remove(jobId));
    known.ifPresent(
        entry ->
            lanes.computeIfPresent(
                entry.lane(),
                (lane, seen) -> {
                  seen.remove(entry);
                  return seen.isEmpty() ? null : seen;
                }));
    return known;
  }

  /** Leaves those up to the border to the window. */
  void startAfter(Entry border) {
    byJob.values().stream()
        .filter(entry -> entry.compareTo(border) <= 0)
        .map(Entry::jobId)
        .toList()
        .forEach(this::remove);
  }

  /** Whether few are seen of a lane of which more wait. */
  boolean needsMore() {
    return further.stream()
        .anyMatch(
            lane -> Optional.ofNullable(lanes.get(lane)).map(TreeSet::size).orElse(0) < ofEach / 2);
  }
}
