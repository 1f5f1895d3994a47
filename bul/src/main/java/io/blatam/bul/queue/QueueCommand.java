package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant's queue may be told. Those that are {@link CborSerializable} come from anywhere in
 * the cluster.
 */
sealed interface QueueCommand {

  /** Somebody may have work for it: a row, or a job that it lost sight of. */
  record Wake() implements QueueCommand, CborSerializable {}

  /** May one more job be accepted? */
  record Admit(ActorRef<Room> replyTo) implements QueueCommand, CborSerializable {}

  enum Room implements CborSerializable {
    FREE,
    TENANT_FULL,
    CLUSTER_FULL
  }

  /** Its row says that the job waits. */
  record Offer(Entry entry) implements QueueCommand, CborSerializable {}

  /**
   * A job's attempt is over, or the job itself.
   *
   * @param lease that the attempt had; 0 if it had none
   */
  record Over(String jobId, long lease, Outcome outcome, Instant notBefore)
      implements QueueCommand, CborSerializable {}

  /** What became of an attempt. */
  enum Outcome {
    DONE,
    FAILED,
    CANCELLED,
    /** It will be tried again. */
    RETRY,
    /** A person has to say something first. */
    HELD
  }

  /**
   * A worker has room.
   *
   * @param lanes of the jobs that it may get
   */
  record Grant(
      long number,
      ActorRef<WorkerCommand> worker,
      String node,
      List<Lane> lanes,
      ActorRef<DispatchCommand> replyTo)
      implements QueueCommand, CborSerializable {}

  /**
   * A worker is alive.
   *
   * @param leases numbers by job
   */
  record Beat(ActorRef<WorkerCommand> worker, Map<String, Long> leases)
      implements QueueCommand, CborSerializable {}

  /** How many unfinished jobs the other tenants have. */
  record Others(long unfinished) implements QueueCommand, CborSerializable {}

  record Pause(String by, boolean paused, ActorRef<Depth> replyTo)
      implements QueueCommand, CborSerializable {}

  record Look(ActorRef<Depth> replyTo) implements QueueCommand, CborSerializable {}

  /**
   * @param waiting by priority, retries included
   * @param returned how many of them were tried before
   * @param meanRunMs how long attempts took lately; 0 before the first
   */
  record Depth(
      Map<Integer, Long> waiting,
      long returned,
      List<Lease> leases,
      Optional<QueueState.Pause> pause,
      long meanRunMs)
      implements CborSerializable {}

  /** Where in the line is it? */
  record Find(String jobId, ActorRef<Place> replyTo) implements QueueCommand, CborSerializable {}

  /**
   * @param ahead how many are before it; empty if it is not in the line, or so far back that only
   *     the table knows
   */
  record Place(Optional<Long> ahead, boolean paused, int running, long meanRunMs)
      implements CborSerializable {}

  /**
   * @param last whether nothing comes after these
   * @param beyond how many come after these, by priority; only of a line that was read from its
   *     start
   */
  record Loaded(long generation, List<Entry> next, boolean last, Map<Integer, Long> beyond)
      implements QueueCommand {}

  /**
   * What waits behind the head, in lanes that the head hides.
   *
   * @param first of each lane
   */
  record Hidden(List<Entry> first) implements QueueCommand {}

  record Strays(List<String> jobIds) implements QueueCommand {}

  record NotNow(String what, Throwable failure) implements QueueCommand {}

  /** Say to the coordinator what may be given out. */
  record Announce() implements QueueCommand {}

  /** Persist what has become of jobs since. */
  record Settle() implements QueueCommand {}

  record Tick() implements QueueCommand {}
}
