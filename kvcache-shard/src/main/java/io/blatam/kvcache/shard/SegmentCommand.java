package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
import io.blatam.kvcache.handover.Delivery;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;

/** Everything that a segment actor receives. */
public sealed interface SegmentCommand {

  /**
   * A client's batch for one segment.
   *
   * @param batch the client's own number, given back with the last of the batch's answers
   */
  record Operations(int segment, long batch, List<Operation> operations, ActorRef<Answers> replyTo)
      implements SegmentCommand, CborSerializable {}

  /** The asking client's node left or its actor stopped. */
  record ClientGone(ActorRef<Answers> client) implements SegmentCommand {}

  /** Brings a segment to life that nobody has asked for anything yet. */
  record Wake(int segment) implements SegmentCommand, CborSerializable {}

  /** What a node had of this segment's contents. */
  record Arrived(Delivery delivery) implements SegmentCommand {}

  /** Callers have waited for long enough for contents to arrive. */
  enum Open implements SegmentCommand {
    INSTANCE
  }

  /** What has not arrived by now is not waited for. */
  enum CloseArrivals implements SegmentCommand {
    INSTANCE
  }

  /** The segment moves to another node, or its node stops in order: the last message to it. */
  enum Depart implements SegmentCommand {
    INSTANCE
  }

  /** Time to hand on leases that have ended. */
  enum ExpireLeases implements SegmentCommand {
    INSTANCE
  }

  /** Something that another thread has brought to an end is to be gone on with here. */
  record Continue(Runnable work) implements SegmentCommand {}

  /** The time of something that waits has come. */
  enum Due implements SegmentCommand {
    INSTANCE
  }

  /** The segment departs, and the stores have everything, or have had their time. */
  enum Flushed implements SegmentCommand {
    INSTANCE
  }

  /** Time to drop entries that have expired and that nobody reads. */
  enum Sweep implements SegmentCommand {
    INSTANCE
  }

  /** Time to write down what is in memory. */
  enum Checkpoint implements SegmentCommand {
    INSTANCE
  }

  /** Time for the next step of what the tiers below memory have to do. */
  enum TierWork implements SegmentCommand {
    INSTANCE
  }
}
