package io.blatam.kvcache.shard;

import akka.actor.typed.ActorRef;
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

  /** Time to hand on leases that have ended. */
  enum ExpireLeases implements SegmentCommand {
    INSTANCE
  }

  /** Time to drop entries that have expired and that nobody reads. */
  enum Sweep implements SegmentCommand {
    INSTANCE
  }
}
