package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.javadsl.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts at a job: each begins with a worker's lease, is numbered, and ends with the job, a
 * failure, a person's turn, or too late. What an attempt that is over says is dropped, so each file
 * and each end appears once. Belongs to the job's actor.
 */
final class JobAttempts {

  private final TimerScheduler<JobCommand> timers;
  private final JobSurroundings surroundings;
  private final JobJournal journal;
  private final Assignment assignment;

  /**
   * @param job its actor
   */
  JobAttempts(
      ActorRef<JobCommand> job,
      TimerScheduler<JobCommand> timers,
      JobSurroundings surroundings,
      JobJournal journal) {
    this.timers = timers;
    this.surroundings = surroundings;
    this.journal = journal;
    this.assignment = new Assignment(job);
  }

  /** Who works on it is not known any more; how long they may still do is. */
  void recovered(JobState state) {
    assignment.nobodys();
    state.job().filter(Job::running).ifPresent(this::watchTheClock);
  }

  Effect<JobEvent, JobState> begin(JobState state, JobCommand.Begin begin) {
    if (state.job().isEmpty()) {
      return journal.persist(
          state,
          List.of(
              new JobEvent.Accepted(now(), begin.ask()),
              new JobEvent.Started(now(), 1, begin.lease())),
          job -> startedBy(begin.worker(), job));
    }
    Job job = state.job().get();
    if (job.running() && job.lease() == begin.lease()) {
      assignment.still(begin.worker(), begin.underWay());
      work(job);
      return journal.nothing();
    }
    if (job.ended() || job.hold().isPresent() || begin.lease() <= job.lease()) {
      surroundings.sayWhereItStands(job, begin.lease());
      begin.worker().tell(new WorkerCommand.Release(job.ask().jobId(), begin.lease()));
      return journal.nothing();
    }
    if (job.fruitless() >= surroundings.retry(job).attempts()) {
      begin.worker().tell(new WorkerCommand.Release(job.ask().jobId(), begin.lease()));
      return giveUp(
          state,
          begin.lease(),
          job.lastFailure().orElse("the process ended each time it was tried"));
    }
    return journal.persist(
        state,
        List.of(new JobEvent.Started(now(), job.attempt() + 1, begin.lease())),
        started -> startedBy(begin.worker(), started));
  }

  private void startedBy(ActorRef<WorkerCommand> by, Job job) {
    assignment.to(by);
    watchTheClock(job);
    work(job);
  }

  private void watchTheClock(Job job) {
    timers.startSingleTimer(
        JobCommand.Overdue.class,
        new JobCommand.Overdue(job.attempt()),
        surroundings.retry(job).maxRun());
  }

  private void work(Job job) {
    assignment.ask(job, surroundings.settings().sectionsAtOnce());
  }

  Effect<JobEvent, JobState> stepDone(JobState state, JobCommand.StepDone done) {
    if (state.isOver(done.attempt()) || !state.job().orElseThrow().wants(done.step())) {
      return journal.nothing();
    }
    assignment.done(done.step());
    List<JobEvent> events = new ArrayList<>(List.of(done.event()));
    if (done.event() instanceof JobEvent.Planned planned) {
      state
          .job()
          .orElseThrow()
          .holdFor(planned.planned())
          .ifPresent(hold -> events.add(new JobEvent.Held(now(), hold)));
    }
    return journal.persist(state, events, this::goOn);
  }

  private void goOn(Job job) {
    if (job.running()) {
      work(job);
    } else {
      over(
          job,
          job.lease(),
          job.ended() ? QueueCommand.Outcome.DONE : QueueCommand.Outcome.HELD,
          now());
    }
  }

  Effect<JobEvent, JobState> stepFailed(JobState state, JobCommand.StepFailed failed) {
    return state.isOver(failed.attempt()) ? journal.nothing() : failed(state, failed.failure());
  }

  Effect<JobEvent, JobState> overdue(JobState state, JobCommand.Overdue overdue) {
    if (state.isOver(overdue.attempt())) {
      return journal.nothing();
    }
    return failed(state, Failure.overdue(surroundings.retry(state.job().orElseThrow()).maxRun()));
  }

  private Effect<JobEvent, JobState> failed(JobState state, Failure failure) {
    Job job = state.job().orElseThrow();
    RetryPolicy retry = surroundings.retry(job);
    if (!failure.passing() && job.fruitless() >= Math.min(failure.attempts(), retry.attempts())) {
      return giveUp(state, job.lease(), failure.reason());
    }
    int before = failure.passing() ? job.attempt() : job.fruitless();
    Duration wait = retry.backoff(before, surroundings.random().getAsDouble());
    return journal.persist(
        state,
        List.of(
            new JobEvent.AttemptFailed(now(), job.attempt(), failure.reason(), failure.passing())),
        failed -> over(failed, failed.lease(), QueueCommand.Outcome.RETRY, now().plus(wait)));
  }

  private Effect<JobEvent, JobState> giveUp(JobState state, long lease, String reason) {
    return journal.persist(
        state,
        List.of(new JobEvent.GivenUp(now(), reason)),
        job -> over(job, lease, QueueCommand.Outcome.FAILED, now()));
  }

  /** Nobody wants the job any more. */
  void cancelled(Job job) {
    over(job, job.lease(), QueueCommand.Outcome.CANCELLED, now());
  }

  /** Frees the worker, and tells the queue. */
  private void over(Job job, long lease, QueueCommand.Outcome outcome, Instant notBefore) {
    timers.cancel(JobCommand.Overdue.class);
    assignment.release(job);
    surroundings.tellQueue(job, lease, outcome, notBefore);
  }

  private Instant now() {
    return surroundings.now();
  }
}
