package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.store.Ask;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Optional;

/**
 * What a job may be told. Those that are {@link CborSerializable} come from anywhere in the
 * cluster.
 */
sealed interface JobCommand {

  /**
   * Begin this job. Told again and again until the job has ended, so it must do no harm the second
   * time.
   */
  record Accept(Ask ask, ActorRef<Reply> replyTo) implements JobCommand, CborSerializable {}

  record Get(ActorRef<Reply> replyTo) implements JobCommand, CborSerializable {}

  /**
   * @param subject who wants it cancelled
   */
  record Cancel(String subject, ActorRef<Reply> replyTo) implements JobCommand, CborSerializable {}

  /**
   * What happened after {@code after}; answered at the next event, or with nothing after a while.
   */
  record GetProgress(long after, ActorRef<ProgressReply> replyTo)
      implements JobCommand, CborSerializable {}

  /**
   * @param job empty if there is no such job
   */
  record Reply(Optional<JobView> job) implements CborSerializable {}

  /**
   * @param ended whether nothing will follow these
   */
  record ProgressReply(List<Progress> steps, boolean ended) implements CborSerializable {}

  /** A worker is free for this job. */
  record Begin() implements JobCommand {}

  /** A step came to its end in the attempt it was begun in. */
  record StepDone(int attempt, Step step, JobEvent event) implements JobCommand {}

  record StepFailed(int attempt, Step step, Throwable failure) implements JobCommand {}

  /** Try again after a failure. */
  record Retry() implements JobCommand {}

  /** Those who wait for progress have waited long enough. */
  record AnswerWaiting() implements JobCommand {}

  /** Nobody asked for a while. */
  record Idle() implements JobCommand {}
}
