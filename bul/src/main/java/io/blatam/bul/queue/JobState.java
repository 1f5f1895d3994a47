package io.blatam.bul.queue;

import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job and the steps that made it; no job before the first event. Immutable.
 *
 * @param history each step as a listener hears of it
 */
record JobState(Optional<Job> job, List<Progress> history) {

  static final JobState NONE = new JobState(Optional.empty(), List.of());

  JobState after(JobEvent event) {
    Job next =
        event instanceof JobEvent.Accepted accepted
            ? job.orElseGet(() -> Job.accepted(accepted.ask()))
            : job.orElseThrow().after(event);
    List<Progress> steps = new ArrayList<>(history);
    steps.add(JobViews.progress(event, next));
    return new JobState(Optional.of(next), steps);
  }

  /** A job that does not exist will not go on either. */
  boolean ended() {
    return job.map(Job::ended).orElse(true);
  }

  boolean running() {
    return job.map(Job::running).orElse(false);
  }

  /** Whether an attempt is over. */
  boolean isOver(int attempt) {
    return job.map(known -> !known.running() || known.attempt() != attempt).orElse(true);
  }

  Optional<JobStatus> status() {
    return job.map(known -> known.stage().status());
  }
}
