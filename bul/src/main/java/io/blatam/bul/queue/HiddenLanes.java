package io.blatam.bul.queue;

import akka.actor.typed.javadsl.ActorContext;
import io.blatam.bul.store.LaneTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lanes that a tenant's {@link Window} hardly holds, because others fill it: their first jobs are
 * read past it, so that a lane at its limit does not hide those behind it. Read when the window has
 * moved, when few are left, and when a job comes in a lane that is not seen. Belongs to the queue's
 * actor.
 */
final class HiddenLanes {

  /** Of a lane that the window holds as many of, nothing is looked for beyond it. */
  private static final int PLENTY = Announcements.SHOWN_OF_EACH;

  private static final int OF_EACH = 4 * PLENTY;

  private final String tenant;
  private final ActorContext<QueueCommand> context;
  private final LaneTable table;
  private final Window window;
  private final Outlook outlook = new Outlook(OF_EACH);

  private boolean looking;

  /** Something has changed since it was looked. */
  private boolean stale;

  HiddenLanes(String tenant, ActorContext<QueueCommand> context, LaneTable table, Window window) {
    this.tenant = tenant;
    this.context = context;
    this.table = table;
    this.window = window;
  }

  /** In order; all of them come after what the window holds. */
  Stream<Entry> stream() {
    return outlook.stream();
  }

  boolean holds(String jobId) {
    return outlook.holds(jobId);
  }

  /** A job was left to the table. */
  void left(Entry entry) {
    if (!outlook.offer(entry) && window.count(entry.lane()) < PLENTY) {
      look();
    }
  }

  /** A job was given out, wherever it was seen. */
  void taken(Entry entry) {
    if (outlook.needsMore()
        || (window.count(entry.lane()) < PLENTY && !outlook.sees(entry.lane()))) {
      look();
    }
  }

  /**
   * @return the job, if it was seen here
   */
  Optional<Entry> remove(String jobId) {
    return outlook.remove(jobId);
  }

  /** The window holds other jobs than before. */
  void windowMoved() {
    window.border().ifPresent(outlook::startAfter);
    look();
  }

  /** Looks once more if that is overdue. */
  void lookAgain() {
    if (stale) {
      look();
    }
  }

  private void look() {
    if (window.whole() || window.border().isEmpty()) {
      outlook.clear();
      stale = false;
      return;
    }
    stale = looking;
    if (looking) {
      return;
    }
    looking = true;
    Entry border = window.border().get();
    Set<LaneTable.Lane> plenty =
        window.lanes().entrySet().stream()
            .filter(lane -> lane.getValue() >= PLENTY)
            .map(lane -> new LaneTable.Lane(lane.getKey().area(), lane.getKey().provider()))
            .collect(Collectors.toSet());
    context.pipeToSelf(
        table.after(tenant, border.key(), border.jobId(), plenty, OF_EACH),
        (rows, failure) ->
            failure == null
                ? new QueueCommand.Hidden(rows.stream().map(Entry::of).toList())
                : new QueueCommand.NotNow("what is behind its head", failure));
  }

  /**
   * @param left jobs that do not wait any more
   */
  void seen(List<Entry> first, Predicate<Entry> left) {
    looking = false;
    if (window.whole()) {
      outlook.clear();
    } else {
      outlook.see(first, left.or(entry -> window.find(entry.jobId()).isPresent()));
      window.border().ifPresent(outlook::startAfter);
    }
    lookAgain();
  }

  void failed() {
    looking = false;
    stale = true;
  }
}
