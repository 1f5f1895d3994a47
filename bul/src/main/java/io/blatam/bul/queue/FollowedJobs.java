package io.blatam.bul.queue;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.Progress;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What happens to a job, as it happens, for whoever listens. Thread-safe. */
final class FollowedJobs {

  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final QueueActors actors;
  private final Jobs jobs;
  private final JobTable table;

  FollowedJobs(QueueActors actors, Jobs jobs, JobTable table) {
    this.actors = actors;
    this.jobs = jobs;
    this.table = table;
  }

  /** What a listener has heard. */
  private record Listening(long after, boolean ended) {

    Listening heard(JobCommand.ProgressReply reply) {
      List<Progress> steps = reply.steps();
      return new Listening(
          steps.isEmpty() ? after : steps.get(steps.size() - 1).id(), reply.ended());
    }
  }

  /** Everything after the step {@code after}, to the job's end; nothing of another tenant's job. */
  Source<Progress, NotUsed> progress(String tenant, String jobId, long after) {
    return Source.lazyCompletionStage(() -> table.find(tenant, jobId))
        .flatMapConcat(ask -> ask.map(known -> told(known, after)).orElseGet(Source::empty))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  /** A job that was only accepted yet knows nothing to tell before it is told so. */
  private Source<Progress, NotUsed> told(Ask ask, long after) {
    return Source.lazyCompletionStage(() -> jobs.state(ask))
        .flatMapConcat(job -> steps(ask, after))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  /** Asks again and again for what is new; each answer waits at the job for something to happen. */
  private Source<Progress, NotUsed> steps(Ask ask, long after) {
    return Source.unfoldAsync(
            new Listening(after, false),
            listening ->
                listening.ended()
                    ? CompletableFuture.completedStage(
                        Optional.<Pair<Listening, List<Progress>>>empty())
                    : actors
                        .job(ask.jobId())
                        .<JobCommand.ProgressReply>ask(
                            replyTo -> new JobCommand.GetProgress(listening.after(), replyTo),
                            ANSWER)
                        .thenApply(
                            reply ->
                                Optional.of(Pair.create(listening.heard(reply), reply.steps()))))
        .mapConcat(steps -> steps);
  }
}
