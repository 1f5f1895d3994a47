package io.blatam.bul.queue;

import akka.actor.typed.javadsl.ActorContext;
import io.blatam.bul.store.LaneTable;
import io.blatam.bul.store.QueueTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A tenant's jobs that wait for their first attempt: the head in a {@link Window}, read on from the
 * table as it is used up, what is behind it in {@link HiddenLanes}, and a count of all beyond it.
 * All are read again from time to time, which finds what was lost on the way. Belongs to one actor,
 * which it asks the table for.
 */
final class QueueLine {

  private static final int STRAYS = 500;

  private final String tenant;
  private final ActorContext<QueueCommand> context;
  private final QueueTable table;
  private final int size;
  private final Window window;
  private final HiddenLanes hidden;

  /** How many wait that the window does not hold, by priority. */
  private final Map<Integer, Long> beyond = new HashMap<>();

  /** Given out or withdrawn lately; their rows may not say so yet. */
  private final Set<String> gone = new LinkedHashSet<>();

  /** Came while the table was being read, and may be missing in what it says. */
  private final List<Entry> meanwhile = new ArrayList<>();

  private boolean reading;
  private boolean fromStart;
  private long generation;

  QueueLine(
      String tenant,
      ActorContext<QueueCommand> context,
      QueueTable table,
      LaneTable lanes,
      int size) {
    this.tenant = tenant;
    this.context = context;
    this.table = table;
    this.size = size;
    this.window = new Window(size);
    this.hidden = new HiddenLanes(tenant, context, lanes, window);
  }

  Window window() {
    return window;
  }

  /** What is next, given what was given out. */
  QueueChoice choice(QueueState state, Instant now) {
    return new QueueChoice(state, () -> Stream.concat(window.stream(), hidden.stream()), size, now);
  }

  /** By priority. */
  Map<Integer, Long> waiting() {
    Map<Integer, Long> waiting = new HashMap<>(beyond);
    window.stream().forEach(entry -> waiting.merge(entry.priority(), 1L, Long::sum));
    return waiting;
  }

  long count() {
    return window.size() + beyond.values().stream().mapToLong(Long::longValue).sum();
  }

  void offer(Entry entry) {
    gone.remove(entry.jobId());
    if (window.find(entry.jobId()).isPresent() || hidden.holds(entry.jobId())) {
      return;
    }
    if (reading) {
      meanwhile.add(entry);
    }
    if (window.offer(entry)) {
      window.spill().forEach(this::leave);
    } else {
      leave(entry);
    }
  }

  /** To the table. */
  private void leave(Entry entry) {
    isBeyond(entry);
    hidden.left(entry);
  }

  private void isBeyond(Entry entry) {
    beyond.merge(entry.priority(), 1L, Long::sum);
  }

  private void isNotBeyond(Entry entry) {
    beyond.computeIfPresent(entry.priority(), (priority, count) -> count > 1 ? count - 1 : null);
  }

  void taken(Entry entry) {
    withdraw(entry.jobId());
    hidden.taken(entry);
    readOn();
  }

  void withdraw(String jobId) {
    window.remove(jobId);
    hidden.remove(jobId).ifPresent(this::isNotBeyond);
    remember(jobId);
  }

  private void remember(String jobId) {
    gone.add(jobId);
    if (gone.size() > 2 * size) {
      gone.remove(gone.iterator().next());
    }
  }

  /**
   * How many are before a job.
   *
   * @return empty for one that the window does not hold
   */
  Optional<Long> ahead(String jobId, QueueState state) {
    Optional<Entry> again =
        Optional.ofNullable(state.returned().get(jobId)).map(QueueState.Waiting::entry);
    return again
        .or(() -> window.find(jobId))
        .map(
            entry ->
                window.before(entry)
                    + state.returned().values().stream()
                        .filter(other -> other.entry().compareTo(entry) < 0)
                        .count());
  }

  /** Reads the head and the count from the beginning. */
  void readAgain() {
    fromStart = true;
    reading = false;
    generation++;
    readOn();
  }

  void readIfEmpty() {
    if (window.size() == 0 && !reading) {
      readAgain();
    }
  }

  /** Reads on where the window ends, if it needs more. */
  void readOn() {
    hidden.lookAgain();
    if (reading || !(fromStart || window.needsMore())) {
      return;
    }
    reading = true;
    meanwhile.clear();
    long asked = generation;
    CompletionStage<QueueTable.Head> head =
        fromStart
            ? table.fromStart(tenant, size)
            : window
                .border()
                .map(border -> table.after(tenant, border.key(), border.jobId(), size))
                .orElseGet(() -> table.fromStart(tenant, size));
    context.pipeToSelf(
        head,
        (read, failure) ->
            failure == null
                ? new QueueCommand.Loaded(
                    asked,
                    read.rows().stream().map(Entry::of).toList(),
                    read.rows().size() < size,
                    read.beyond())
                : new QueueCommand.NotNow("the line", failure));
  }

  /**
   * @param known jobs that were given out before
   * @return whether this was waited for
   */
  boolean loaded(QueueCommand.Loaded loaded, Predicate<String> known) {
    if (loaded.generation() != generation) {
      return false;
    }
    Predicate<Entry> left = left(known);
    boolean counted = fromStart;
    reading = false;
    fromStart = false;
    if (counted) {
      window.reset();
    }
    List<Entry> read = window.extend(loaded.next(), loaded.last());
    if (counted || loaded.last()) {
      beyond.clear();
      beyond.putAll(loaded.beyond());
    } else {
      read.stream().filter(left.negate()).forEach(this::isNotBeyond);
    }
    meanwhile.removeIf(left);
    for (Entry entry : meanwhile) {
      // Counted when it came, unless everything was counted since.
      if (window.offer(entry) && !(counted || loaded.last())) {
        isNotBeyond(entry);
      }
    }
    meanwhile.clear();
    loaded.next().stream().filter(left).map(Entry::jobId).forEach(window::remove);
    window.spill().forEach(this::isBeyond);
    hidden.windowMoved();
    readOn();
    return true;
  }

  /**
   * What waits in hidden lanes was read.
   *
   * @param known jobs that were given out before
   */
  void seen(QueueCommand.Hidden read, Predicate<String> known) {
    hidden.seen(read.first(), left(known));
  }

  /** Given out or withdrawn; the table may not say so yet. */
  private Predicate<Entry> left(Predicate<String> known) {
    return entry -> known.test(entry.jobId()) || gone.contains(entry.jobId());
  }

  void failed() {
    reading = false;
    hidden.failed();
  }

  /** Looks for jobs that have not ended and stand in no line. */
  void readStrays() {
    context.pipeToSelf(
        table.strays(tenant, STRAYS),
        (jobs, failure) ->
            failure == null
                ? new QueueCommand.Strays(jobs)
                : new QueueCommand.NotNow("lost jobs", failure));
  }
}
