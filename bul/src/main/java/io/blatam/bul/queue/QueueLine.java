package io.blatam.bul.queue;

import akka.actor.typed.javadsl.ActorContext;
import io.blatam.bul.store.QueueTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A tenant's jobs that wait for their first attempt: the head in a {@link Window}, read on from the
 * table as it is used up, and a count of all. Both are read again from time to time, which finds
 * what was lost on the way. Belongs to one actor, which it asks the table for.
 */
final class QueueLine {

  private static final int STRAYS = 500;

  private final String tenant;
  private final ActorContext<QueueCommand> context;
  private final QueueTable table;
  private final int size;
  private final Window window;
  private final Map<Integer, Long> waiting = new HashMap<>();

  /** Given out or withdrawn lately; their rows may not say so yet. */
  private final Set<String> gone = new LinkedHashSet<>();

  /** Came while the table was being read, and may be missing in what it says. */
  private final List<Entry> meanwhile = new ArrayList<>();

  private boolean reading;
  private boolean fromStart;
  private long generation;

  QueueLine(String tenant, ActorContext<QueueCommand> context, QueueTable table, int size) {
    this.tenant = tenant;
    this.context = context;
    this.table = table;
    this.size = size;
    this.window = new Window(size);
  }

  Window window() {
    return window;
  }

  /** By priority. */
  Map<Integer, Long> waiting() {
    return waiting;
  }

  long count() {
    return waiting.values().stream().mapToLong(Long::longValue).sum();
  }

  void offer(Entry entry) {
    gone.remove(entry.jobId());
    if (window.find(entry.jobId()).isPresent()) {
      return;
    }
    if (reading) {
      meanwhile.add(entry);
    }
    if (!(reading && fromStart)) {
      waiting.merge(entry.priority(), 1L, Long::sum);
    }
    window.offer(entry);
  }

  void taken(Entry entry) {
    window.remove(entry.jobId());
    left(entry);
    readOn();
  }

  void withdraw(String jobId) {
    window.remove(jobId).ifPresent(this::left);
    remember(jobId);
  }

  private void left(Entry entry) {
    countDown(entry);
    remember(entry.jobId());
  }

  private void countDown(Entry entry) {
    waiting.computeIfPresent(entry.priority(), (priority, count) -> count > 1 ? count - 1 : null);
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
                    asked, entries(read.rows()), read.rows().size() < size, read.waiting())
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
    boolean counted = fromStart;
    reading = false;
    fromStart = false;
    if (counted) {
      window.reset();
      waiting.clear();
      waiting.putAll(loaded.waiting());
    }
    window.extend(loaded.next(), loaded.last());
    for (Entry entry : meanwhile) {
      if (window.offer(entry) && counted) {
        waiting.merge(entry.priority(), 1L, Long::sum);
      }
    }
    meanwhile.clear();
    for (Entry entry : loaded.next()) {
      if (known.test(entry.jobId()) || gone.contains(entry.jobId())) {
        window.remove(entry.jobId());
        if (counted) {
          countDown(entry);
        }
      }
    }
    readOn();
    return true;
  }

  void failed() {
    reading = false;
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

  private static List<Entry> entries(List<QueueTable.Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Entry(
                    row.jobId(),
                    row.key(),
                    row.priority(),
                    row.documentType(),
                    new Lane(row.area(), row.provider()),
                    row.acceptedAt()))
        .toList();
  }
}
