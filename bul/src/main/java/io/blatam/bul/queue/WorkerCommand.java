package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import io.blatam.bul.store.Ask;
import io.blatam.platform.serialization.CborSerializable;
import java.util.Optional;

/** What a node's workers may be told. */
sealed interface WorkerCommand {

  /** A job is theirs, under a lease. */
  record Run(String tenant, Lane lane, String jobId, long lease)
      implements WorkerCommand, CborSerializable {}

  /** The job wants this done. */
  record Do(
      String jobId,
      long lease,
      int attempt,
      Step step,
      Material material,
      ActorRef<JobCommand> replyTo)
      implements WorkerCommand, CborSerializable {}

  /** The job is not theirs any more. */
  record Release(String jobId, long lease) implements WorkerCommand, CborSerializable {}

  record Found(String jobId, long lease, Optional<Ask> ask) implements WorkerCommand {}

  record NotFound(String jobId, long lease, Throwable failure) implements WorkerCommand {}

  record StepOver(Do asked, Optional<JobEvent> event, Optional<Throwable> failure)
      implements WorkerCommand {}

  record Tick() implements WorkerCommand {}
}
