package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;

/** What the coordinator may be told; each may be told again, and the last one counts. */
sealed interface DispatchCommand {

  /**
   * A node's workers, and what they are at.
   *
   * @param capacity jobs at once
   */
  record Workers(
      ActorRef<WorkerCommand> worker, String node, int capacity, List<FairShare.Running> running)
      implements DispatchCommand, CborSerializable {}

  /**
   * What a tenant's queue could give out.
   *
   * @param lanes of the first jobs in line, in order; empty when it has none, or is paused
   * @param unfinished jobs of the tenant
   */
  record Demand(String tenant, ActorRef<QueueCommand> queue, List<Lane> lanes, long unfinished)
      implements DispatchCommand, CborSerializable {}

  /** A tenant's queue was begun anew: grants that it has not answered are lost. */
  record Woken(String tenant) implements DispatchCommand, CborSerializable {}

  /** What came of a grant. */
  record Granted(long number, List<FairShare.Running> taken)
      implements DispatchCommand, CborSerializable {}

  /** Look again at whether everything is paused. */
  record PauseChanged() implements DispatchCommand, CborSerializable {}

  record PauseRead(boolean paused) implements DispatchCommand {}

  record NotNow(Throwable failure) implements DispatchCommand {}

  /** How full is the cluster? */
  record Look(ActorRef<Load> replyTo) implements DispatchCommand, CborSerializable {}

  /**
   * @param workers jobs that may run at once
   */
  record Load(boolean paused, int workers, List<FairShare.Running> running)
      implements CborSerializable {}

  record Tick() implements DispatchCommand {}
}
