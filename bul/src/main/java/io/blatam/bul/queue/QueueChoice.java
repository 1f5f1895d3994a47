package io.blatam.bul.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which job of a tenant is next: among those that wait for their first attempt and those that may
 * be tried again by now, the one with the smallest key. While too many wait to be tried again, only
 * these. Lives for one decision.
 */
final class QueueChoice {

  private final Supplier<Stream<Entry>> line;
  private final List<Entry> due = new ArrayList<>();
  private final Optional<Instant> nextRetry;
  private final boolean againOnly;
  private final Set<String> chosen = new HashSet<>();

  /**
   * @param line what waits for its first attempt, in order
   * @param retriesAtMost jobs that may wait to be tried again before no new one is tried
   */
  QueueChoice(QueueState state, Supplier<Stream<Entry>> line, int retriesAtMost, Instant now) {
    this.line = line;
    this.againOnly = state.full(retriesAtMost);
    Instant next = null;
    for (QueueState.Waiting waiting : state.returned().values()) {
      if (!waiting.notBefore().isAfter(now)) {
        due.add(waiting.entry());
      } else if (next == null || waiting.notBefore().isBefore(next)) {
        next = waiting.notBefore();
      }
    }
    due.sort(null);
    this.nextRetry = Optional.ofNullable(next);
  }

  /** When the next one may be tried again; empty if none waits for its time. */
  Optional<Instant> nextRetry() {
    return nextRetry;
  }

  /** The next job in a lane; another one each time. */
  Optional<Entry> next(Lane lane) {
    Optional<Entry> again = first(due.stream(), lane);
    Optional<Entry> fresh = againOnly ? Optional.empty() : first(line.get(), lane);
    Optional<Entry> next =
        again.isPresent() && fresh.isPresent()
            ? Optional.of(again.get().compareTo(fresh.get()) <= 0 ? again.get() : fresh.get())
            : again.or(() -> fresh);
    next.ifPresent(entry -> chosen.add(entry.jobId()));
    return next;
  }

  /**
   * The lanes of the first {@code count} jobs, in order; then those of the first jobs of every lane
   * that has fewer than {@code ofEach} among them, so that a lane which is at its limit does not
   * hide those behind it.
   */
  List<Lane> lanes(int count, int ofEach) {
    List<Lane> lanes = new ArrayList<>();
    Map<Lane, Integer> shown = new HashMap<>();
    inOrder()
        .map(Entry::lane)
        .filter(lane -> lanes.size() < count || shown.getOrDefault(lane, 0) < ofEach)
        .forEachOrdered(
            lane -> {
              shown.merge(lane, 1, Integer::sum);
              lanes.add(lane);
            });
    return lanes;
  }

  private Stream<Entry> inOrder() {
    Stream<Entry> fresh = againOnly ? Stream.empty() : line.get();
    return due.isEmpty() ? fresh : Stream.concat(due.stream(), fresh).sorted();
  }

  private Optional<Entry> first(Stream<Entry> entries, Lane lane) {
    return entries
        .filter(entry -> entry.lane().equals(lane) && !chosen.contains(entry.jobId()))
        .findFirst();
  }
}
