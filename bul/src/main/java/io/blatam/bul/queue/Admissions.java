package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one more job may be accepted. Before the coordinator has said how many the other tenants
 * have, nobody is answered. Belongs to the queue's actor.
 */
final class Admissions {

  private final int ofTenant;
  private final int ofAll;
  private final List<ActorRef<QueueCommand.Room>> unanswered = new ArrayList<>();

  /** Unfinished jobs of the other tenants. */
  private Optional<Long> others = Optional.empty();

  /**
   * @param ofTenant unfinished jobs that are accepted of one tenant
   * @param ofAll unfinished jobs that are accepted in the whole cluster
   */
  Admissions(int ofTenant, int ofAll) {
    this.ofTenant = ofTenant;
    this.ofAll = ofAll;
  }

  void ask(ActorRef<QueueCommand.Room> who, long unfinished) {
    if (others.isPresent()) {
      who.tell(room(unfinished));
    } else {
      unanswered.add(who);
    }
  }

  void others(long unfinishedOfOthers, long unfinished) {
    others = Optional.of(unfinishedOfOthers);
    unanswered.forEach(who -> who.tell(room(unfinished)));
    unanswered.clear();
  }

  private QueueCommand.Room room(long unfinished) {
    if (unfinished >= ofTenant) {
      return QueueCommand.Room.TENANT_FULL;
    }
    return unfinished + others.orElse(0L) >= ofAll
        ? QueueCommand.Room.CLUSTER_FULL
        : QueueCommand.Room.FREE;
  }
}
