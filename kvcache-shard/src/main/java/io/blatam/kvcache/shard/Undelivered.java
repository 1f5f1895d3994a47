package io.blatam.kvcache.shard;

import akka.actor.DeadLetter;
import akka.actor.Dropped;
import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;

/**
 * One a node: tells clients of batches that met their segment on its way to another node. Sharding
 * drops what reaches a segment's old node between the two steps of a move, since others may be
 * ahead of it by another way; who sent it knows whether anything is, and sends it again.
 */
final class Undelivered {

  private Undelivered() {}

  static Behavior<DeadLetter> create() {
    return Behaviors.setup(
        context -> {
          context
              .getSystem()
              .eventStream()
              .tell(new EventStream.Subscribe<>(DeadLetter.class, context.getSelf()));
          return Behaviors.receiveMessage(
              letter -> {
                if (letter.message() instanceof Dropped dropped
                    && dropped.message() instanceof SegmentCommand.Operations batch) {
                  Answer answer = new Answer.Undelivered(batch.batch());
                  batch
                      .replyTo()
                      .tell(new Answers(batch.segment(), Answers.NO_BATCH, List.of(answer)));
                }
                return Behaviors.same();
              });
        });
  }
}
