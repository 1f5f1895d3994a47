package io.blatam.bul.queue;

import akka.Done;
import io.blatam.bul.api.DocumentFinished;
import io.blatam.bul.api.JobView;
import io.blatam.bul.store.JobTable;
import io.blatam.platform.Platform;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bul_job} follows the journals; what it misses it is told again. Thread-safe. */
final class TableListing implements JobSurroundings.Listing {

  private static final Logger LOG = LoggerFactory.getLogger(TableListing.class);

  private final Platform platform;
  private final JobTable table;
  private final Places places;
  private final BiConsumer<String, QueueCommand> queues;

  /**
   * @param queues tells a tenant's queue
   */
  TableListing(
      Platform platform, JobTable table, Places places, BiConsumer<String, QueueCommand> queues) {
    this.platform = platform;
    this.table = table;
    this.places = places;
    this.queues = queues;
  }

  @Override
  public void changed(Job job) {
    JobView view = JobViews.of(job, platform.clock().instant());
    table
        .follow(view)
        .whenComplete(
            (rows, failure) -> {
              if (failure != null) {
                LOG.warn(
                    "job {} is {}, lists will say so later: {}",
                    view.id(),
                    view.status().id(),
                    failure.getMessage());
              }
            });
    if (job.ended()) {
      platform
          .events()
          .publish(
              new DocumentFinished(
                  job.ask().tenant(), platform.clock().instant(), view.id(), view.status()));
    }
  }

  @Override
  public CompletionStage<Done> waits(Job job) {
    Entry entry = places.entry(job.ask());
    return table
        .putInLine(JobViews.of(job, platform.clock().instant()), job.ask(), entry.key())
        .thenApply(
            rows -> {
              queues.accept(job.ask().tenant(), new QueueCommand.Offer(entry));
              return Done.getInstance();
            });
  }
}
