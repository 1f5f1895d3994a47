package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.persistence.typed.javadsl.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people want of a job: that it be made, cancelled, tried again, or go on with what they say
 * to it. Said twice, it happens once. Belongs to the job's actor.
 */
final class JobOrders {

  private final JobSurroundings surroundings;
  private final JobJournal journal;
  private final JobAttempts attempts;

  JobOrders(JobSurroundings surroundings, JobJournal journal, JobAttempts attempts) {
    this.surroundings = surroundings;
    this.journal = journal;
    this.attempts = attempts;
  }

  Effect<JobEvent, JobState> accept(JobState state, JobCommand.Accept accept) {
    if (state.job().isPresent()) {
      return answer(state, accept.replyTo());
    }
    return journal.persist(
        state,
        List.of(new JobEvent.Accepted(now(), accept.ask())),
        job -> accept.replyTo().tell(reply(job)));
  }

  Effect<JobEvent, JobState> cancel(JobState state, JobCommand.Cancel cancel) {
    if (state.ended()) {
      return answer(state, cancel.replyTo());
    }
    return journal.persist(
        state,
        List.of(new JobEvent.Cancelled(now(), cancel.subject())),
        job -> {
          attempts.cancelled(job);
          cancel.replyTo().tell(reply(job));
        });
  }

  Effect<JobEvent, JobState> replay(JobState state, JobCommand.Replay replay) {
    if (state.job().filter(job -> job.stage() instanceof Stage.Failed).isEmpty()) {
      return standing(state, replay.replyTo());
    }
    return journal.persist(
        state,
        List.of(new JobEvent.Replayed(now(), replay.subject())),
        job -> putInLine(job, replay.replyTo()));
  }

  Effect<JobEvent, JobState> settleOutline(JobState state, JobCommand.SettleOutline settle) {
    return goOn(
        state,
        Hold.OUTLINE,
        new JobEvent.OutlineSettled(now(), settle.subject(), settle.sections()),
        settle.replyTo());
  }

  Effect<JobEvent, JobState> answer(JobState state, JobCommand.Answer answer) {
    return goOn(
        state,
        Hold.QUESTION,
        new JobEvent.Answered(now(), answer.subject(), answer.ask()),
        answer.replyTo());
  }

  /** What a person was to say has been said. */
  private Effect<JobEvent, JobState> goOn(
      JobState state, Hold hold, JobEvent said, ActorRef<JobCommand.Reply> replyTo) {
    return state.job().flatMap(Job::hold).equals(Optional.of(hold))
        ? journal.persist(state, List.of(said), job -> putInLine(job, replyTo))
        : standing(state, replyTo);
  }

  /** Nothing changes; saying it again repairs a line that was missed. */
  private Effect<JobEvent, JobState> standing(JobState state, ActorRef<JobCommand.Reply> replyTo) {
    state.job().filter(Job::waits).ifPresent(surroundings.listing()::waits);
    return answer(state, replyTo);
  }

  /** Answers when the job is in line; if that fails nobody answers, and asking again repairs it. */
  private void putInLine(Job job, ActorRef<JobCommand.Reply> replyTo) {
    JobCommand.Reply reply = reply(job);
    surroundings.listing().waits(job).thenRun(() -> replyTo.tell(reply));
  }

  private Effect<JobEvent, JobState> answer(JobState state, ActorRef<JobCommand.Reply> replyTo) {
    replyTo.tell(surroundings.reply(state.job()));
    return journal.nothing();
  }

  private JobCommand.Reply reply(Job job) {
    return surroundings.reply(Optional.of(job));
  }

  private Instant now() {
    return surroundings.now();
  }
}
