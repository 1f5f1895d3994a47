package io.blatam.bul.queue;

import akka.Done;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/**
 * What every job of a node shares.
 *
 * @param queues tells a tenant's queue
 * @param random uniform in [0, 1)
 */
record JobSurroundings(
    BiConsumer<String, QueueCommand> queues,
    Listing listing,
    QueueSettings settings,
    Clock clock,
    DoubleSupplier random) {

  /** Where jobs are seen by others; may be told twice, and out of order. */
  interface Listing {

    /** A job has changed in a way that lists show. */
    void changed(Job job);

    /** A job waits, and its queue may not know. */
    CompletionStage<Done> waits(Job job);
  }

  Instant now() {
    return clock.instant();
  }

  RetryPolicy retry(Job job) {
    return settings.retry(job.ask().documentType());
  }

  JobCommand.Reply reply(Optional<Job> job) {
    return new JobCommand.Reply(job.map(known -> JobViews.of(known, now())));
  }

  /** An attempt is over, or the job itself. */
  void tellQueue(Job job, long lease, QueueCommand.Outcome outcome, Instant notBefore) {
    queues.accept(
        job.ask().tenant(), new QueueCommand.Over(job.ask().jobId(), lease, outcome, notBefore));
  }

  /** Where a job stands, to those who think that it stands elsewhere. */
  void sayWhereItStands(Job job, long lease) {
    if (job.ended()) {
      listing.changed(job);
      tellQueue(job, lease, QueueCommand.Outcome.DONE, now());
    } else if (job.hold().isPresent()) {
      listing.changed(job);
      tellQueue(job, lease, QueueCommand.Outcome.HELD, now());
    } else if (job.waits()) {
      tellQueue(job, lease, QueueCommand.Outcome.RETRY, now());
    }
  }
}
