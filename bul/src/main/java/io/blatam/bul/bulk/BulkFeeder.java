package io.blatam.bul.bulk;

import io.blatam.bul.api.Documents;
import io.blatam.bul.event.Origin;
import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import io.blatam.platform.StageFailure;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Brings rows into the queue as it has room, a few of each bulk in turn. A row's job has a key of
 * its own, so a row that was submitted just before a crash is found again and not submitted twice.
 * Cancels what is left of cancelled bulks, and ends bulks whose rows have all ended.
 */
final class BulkFeeder implements Rounds.Round {

  private static final int BULKS = 500;
  private static final int ROWS_A_TURN = 25;

  private final Platform platform;
  private final BulkSettings settings;
  private final BulkTable table;
  private final Documents documents;

  BulkFeeder(Platform platform, BulkSettings settings, Documents documents) {
    this.platform = platform;
    this.settings = settings;
    this.table = new BulkTable(platform.database());
    this.documents = documents;
  }

  @Override
  public CompletionStage<Boolean> run() {
    return table
        .open(BULKS)
        .thenCompose(
            open -> {
              CompletionStage<Boolean> more = CompletableFuture.completedStage(false);
              for (Bulk bulk : open) {
                more = more.thenCompose(before -> turn(bulk).thenApply(again -> before || again));
              }
              return more;
            });
  }

  /** Whether another turn at once would do more. */
  private CompletionStage<Boolean> turn(Bulk bulk) {
    return table
        .take(bulk, settings.inQueue(), ROWS_A_TURN)
        .thenCompose(rows -> admit(bulk, rows))
        .thenCompose(
            full ->
                bulk.cancelledBy().isPresent()
                    ? cancelJobs(bulk).thenApply(cancelled -> full)
                    : CompletableFuture.completedStage(full))
        .thenCompose(
            admittedAll ->
                table
                    .finish(bulk, platform.clock().instant())
                    .thenApply(finished -> admittedAll && !finished));
  }

  /** Whether a whole turn's rows were admitted, so that there may be more. */
  private CompletionStage<Boolean> admit(Bulk bulk, List<BulkTable.Admitting> rows) {
    CompletionStage<Boolean> room = CompletableFuture.completedStage(true);
    for (BulkTable.Admitting row : rows) {
      room =
          room.thenCompose(
              still -> still ? admit(bulk, row) : CompletableFuture.completedStage(false));
    }
    return room.thenApply(all -> all && rows.size() == ROWS_A_TURN);
  }

  /** Whether there was room. */
  private CompletionStage<Boolean> admit(Bulk bulk, BulkTable.Admitting row) {
    String key = new Origin.BulkRow(bulk.id(), row.number()).key();
    return submit(bulk, row, key)
        .handle(
            (job, failure) ->
                failure == null
                    ? table.accepted(bulk.id(), row.number(), job).thenApply(written -> true)
                    : refused(bulk, row, failure))
        .thenCompose(outcome -> outcome);
  }

  private CompletionStage<String> submit(Bulk bulk, BulkTable.Admitting row, String key) {
    try {
      return documents
          .submit(bulk.owner(), row.request(), Optional.of(key), "")
          .thenApply(submission -> submission.job().id());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedStage(refused);
    }
  }

  private CompletionStage<Boolean> refused(Bulk bulk, BulkTable.Admitting row, Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof ProblemException refusal) {
      Problem problem = refusal.problem();
      return problem.status() == 429 || problem.status() >= 500
          ? CompletableFuture.completedStage(false)
          : table.rejected(bulk.id(), row.number(), problem.detail()).thenApply(written -> true);
    }
    return CompletableFuture.failedStage(cause);
  }

  private CompletionStage<Void> cancelJobs(Bulk bulk) {
    return table
        .unfinished(bulk.id())
        .thenCompose(
            jobs -> {
              CompletionStage<Void> all = CompletableFuture.completedStage(null);
              for (String job : jobs) {
                all = all.thenCompose(before -> cancel(bulk, job));
              }
              return all;
            });
  }

  /** One that has ended meanwhile, or can not be asked now, is seen to in the next round. */
  private CompletionStage<Void> cancel(Bulk bulk, String job) {
    return documents.cancel(bulk.owner(), job, "").handle((cancelled, late) -> null);
  }
}
