package io.blatam.bul.schedule;

import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.event.Origin;
import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import io.blatam.platform.StageFailure;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Writes down what is due, then asks for its documents. An occurrence's job has a key of its own,
 * so however often it is tried, by whichever node, it is one job.
 */
final class Starter implements Rounds.Round {

  private static final int AT_ONCE = 100;

  private final Platform platform;
  private final ScheduleSettings settings;
  private final ScheduleTable table;
  private final Documents documents;

  Starter(Platform platform, ScheduleSettings settings, Documents documents) {
    this.platform = platform;
    this.settings = settings;
    this.table = new ScheduleTable(platform.database());
    this.documents = documents;
  }

  @Override
  public CompletionStage<Boolean> run() {
    Instant now = platform.clock().instant();
    return table
        .due(now, AT_ONCE)
        .thenCompose(
            due -> {
              CompletionStage<Boolean> all = CompletableFuture.completedStage(false);
              for (String id : due) {
                all = all.thenCompose(before -> table.turn(id, now, settings.grace()));
              }
              return all.thenApply(turned -> due.size() == AT_ONCE);
            })
        .thenCompose(more -> table.toStart(AT_ONCE).thenCompose(runs -> start(runs, more)));
  }

  private CompletionStage<Boolean> start(List<ScheduleTable.Due> runs, boolean more) {
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (ScheduleTable.Due run : runs) {
      all = all.thenCompose(before -> start(run));
    }
    return all.thenApply(started -> more);
  }

  private CompletionStage<Void> start(ScheduleTable.Due due) {
    Schedule schedule = due.schedule();
    return submit(due)
        .handle((job, failure) -> outcome(schedule, due.occurrence(), job, failure))
        .thenCompose(
            run ->
                run.isEmpty()
                    ? CompletableFuture.completedStage(null)
                    : table.outcome(run.get()).thenApply(written -> null));
  }

  private CompletionStage<String> submit(ScheduleTable.Due due) {
    try {
      Schedule schedule = due.schedule();
      DocumentRequest request =
          DatedBrief.on(schedule.brief(), due.occurrence(), Recurrence.zone(schedule.zone()));
      String key = new Origin.Occurrence(schedule.id(), due.occurrence()).key();
      return documents
          .submit(schedule.owner(), request, Optional.of(key), "")
          .thenApply(submission -> submission.job().id());
    } catch (RuntimeException invalid) {
      return CompletableFuture.failedStage(invalid);
    }
  }

  /** Empty if it has to be tried again. */
  private static Optional<ScheduledRun> outcome(
      Schedule schedule, Instant occurrence, String job, Throwable failure) {
    if (failure == null) {
      return Optional.of(
          new ScheduledRun(
              schedule.id(),
              occurrence,
              ScheduledRun.State.ACCEPTED,
              0,
              Optional.of(job),
              Optional.empty()));
    }
    Throwable cause = StageFailure.cause(failure);
    if (cause instanceof ProblemException refusal) {
      Problem problem = refusal.problem();
      return problem.status() == 429 || problem.status() >= 500
          ? Optional.empty()
          : Optional.of(failed(schedule, occurrence, problem.detail()));
    }
    if (cause instanceof IllegalArgumentException invalid) {
      return Optional.of(failed(schedule, occurrence, invalid.getMessage()));
    }
    throw new CompletionException(cause);
  }

  private static ScheduledRun failed(Schedule schedule, Instant occurrence, String reason) {
    return new ScheduledRun(
        schedule.id(),
        occurrence,
        ScheduledRun.State.FAILED,
        0,
        Optional.empty(),
        Optional.of(reason));
  }
}
