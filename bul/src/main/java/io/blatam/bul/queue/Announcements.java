package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells the coordinator what a tenant's queue could give out: once for all that has changed in a
 * moment, and when a job may be tried again. Belongs to the queue's actor.
 */
final class Announcements {

  /** Lanes that are told of at once; more than a cluster's workers take at once. */
  private static final int SHOWN = 64;

  /** Of each lane, so that none hides another. */
  static final int SHOWN_OF_EACH = 8;

  private final String tenant;
  private final ActorRef<QueueCommand> queue;
  private final TimerScheduler<QueueCommand> timers;
  private final ActorRef<DispatchCommand> coordinator;
  private final QueueLine line;
  private boolean underWay;

  Announcements(
      String tenant,
      ActorRef<QueueCommand> queue,
      TimerScheduler<QueueCommand> timers,
      ActorRef<DispatchCommand> coordinator,
      QueueLine line) {
    this.tenant = tenant;
    this.queue = queue;
    this.timers = timers;
    this.coordinator = coordinator;
    this.line = line;
  }

  /** The queue was begun anew; so must be whatever it was granted. */
  void reset() {
    underWay = false;
    coordinator.tell(new DispatchCommand.Woken(tenant));
  }

  void soon() {
    if (!underWay) {
      underWay = true;
      queue.tell(new QueueCommand.Announce());
    }
  }

  /**
   * @param unfinished jobs of the tenant
   */
  void say(QueueState state, long unfinished, Instant now) {
    underWay = false;
    QueueChoice choice = line.choice(state, now);
    List<Lane> lanes = state.pause().isPresent() ? List.of() : choice.lanes(SHOWN, SHOWN_OF_EACH);
    coordinator.tell(new DispatchCommand.Demand(tenant, queue, lanes, unfinished));
    choice.nextRetry().ifPresent(due -> again(Duration.between(now, due)));
  }

  /** A job becomes due while nothing else happens. */
  private void again(Duration wait) {
    timers.startSingleTimer(
        "retry",
        new QueueCommand.Announce(),
        wait.isNegative() ? Duration.ZERO : wait.plusMillis(1));
  }
}
