package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a job may be told. Those that are {@link CborSerializable} come from anywhere in the
 * cluster.
 */
sealed interface JobCommand {

  /** The job is known from now on; nothing happens if it was. */
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

  /**
   * A worker has this job, under a lease. Told again and again while it has, so it must do no harm
   * the second time.
   *
   * @param underWay what the worker is at
   */
  record Begin(Ask ask, long lease, Set<Step> underWay, ActorRef<WorkerCommand> worker)
      implements JobCommand, CborSerializable {}

  /** A step came to its end in the attempt it was asked for in. */
  record StepDone(
      int attempt,
      Step step,
      @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
          @JsonSubTypes({
            @JsonSubTypes.Type(value = JobEvent.Planned.class, name = "planned"),
            @JsonSubTypes.Type(value = JobEvent.SectionWritten.class, name = "section"),
            @JsonSubTypes.Type(value = JobEvent.Assembled.class, name = "assembled"),
            @JsonSubTypes.Type(value = JobEvent.Reviewed.class, name = "reviewed"),
            @JsonSubTypes.Type(value = JobEvent.FileRendered.class, name = "file"),
            @JsonSubTypes.Type(value = JobEvent.Finished.class, name = "finished")
          })
          JobEvent event)
      implements JobCommand, CborSerializable {}

  record StepFailed(int attempt, Step step, Failure failure)
      implements JobCommand, CborSerializable {}

  /** A dead letter is to be tried again. */
  record Replay(String subject, ActorRef<Reply> replyTo) implements JobCommand, CborSerializable {}

  /** What was planned? */
  record GetPlan(ActorRef<Plan> replyTo) implements JobCommand, CborSerializable {}

  /**
   * @param planned empty until it is planned
   * @param ask as it is now
   */
  record Plan(
      Optional<PlannedDocument> planned, Optional<Hold> hold, Optional<Ask> ask, JobStatus status)
      implements CborSerializable {}

  /** What has it done? */
  record GetWork(ActorRef<Work> replyTo) implements JobCommand, CborSerializable {}

  /**
   * @param sections in the plan's order
   * @param manuscript empty until it is assembled
   */
  record Work(
      Optional<Ask> ask,
      Optional<PlannedDocument> planned,
      List<WrittenSection> sections,
      Optional<Manuscript> manuscript,
      JobStatus status)
      implements CborSerializable {}

  /** What the document shall consist of. */
  record SettleOutline(String subject, List<PlannedSection> sections, ActorRef<Reply> replyTo)
      implements JobCommand, CborSerializable {}

  /** The ask with what was asked about answered. */
  record Answer(String subject, Ask ask, ActorRef<Reply> replyTo)
      implements JobCommand, CborSerializable {}

  /** Its queue does not know it; say where it stands. */
  record Report() implements JobCommand, CborSerializable {}

  /** The attempt has taken too long. */
  record Overdue(int attempt) implements JobCommand {}

  /** Those who wait for progress have waited long enough. */
  record AnswerWaiting() implements JobCommand {}

  /** Nobody asked for a while. */
  record Idle() implements JobCommand {}
}
