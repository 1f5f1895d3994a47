package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import io.blatam.bul.api.JobView;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.platform.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of the cluster, as those ask them who wait for an answer. Another tenant's job is not
 * there; one that does not answer in time is a 503. Thread-safe.
 */
final class Jobs {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final int RETRY_AFTER_SECONDS = 2;

  private final QueueActors actors;
  private final JobTable table;
  private final Clock clock;

  Jobs(QueueActors actors, JobTable table, Clock clock) {
    this.actors = actors;
    this.table = table;
    this.clock = clock;
  }

  /** Empty for another tenant's job, of which nothing is asked. */
  <T> CompletionStage<Optional<T>> known(
      String tenant, String jobId, Function<Ask, CompletionStage<T>> question) {
    return table
        .find(tenant, jobId)
        .thenCompose(
            ask ->
                ask.map(known -> question.apply(known).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
  }

  /** Asks a job, whatever tenant it is of. */
  <T> CompletionStage<T> ask(String jobId, Function<ActorRef<T>, JobCommand> question) {
    return actors
        .job(jobId)
        .<T>ask(question::apply, ANSWER)
        .exceptionally(
            late -> {
              throw Problem.unavailable(
                      "The job does not answer now; try again.", RETRY_AFTER_SECONDS)
                  .asException();
            });
  }

  /** A job's state; one that was accepted but never told is told now. */
  CompletionStage<JobView> state(Ask ask) {
    return this.<JobCommand.Reply>ask(ask.jobId(), JobCommand.Get::new)
        .thenCompose(
            reply ->
                reply.job().map(CompletableFuture::completedStage).orElseGet(() -> accepted(ask)));
  }

  /** Tells a job that it was accepted; its state, or what it must be if it does not say. */
  private CompletionStage<JobView> accepted(Ask ask) {
    return actors
        .job(ask.jobId())
        .<JobCommand.Reply>ask(replyTo -> new JobCommand.Accept(ask, replyTo), ANSWER)
        .thenApply(reply -> reply.job().orElseThrow())
        .exceptionally(
            late -> {
              LOG.warn("job {} does not answer yet: {}", ask.jobId(), late.getMessage());
              return JobViews.of(Job.accepted(ask), clock.instant());
            });
  }
}
