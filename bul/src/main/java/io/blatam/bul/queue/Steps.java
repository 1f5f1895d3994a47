package io.blatam.bul.queue;

import io.blatam.bul.production.Production;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries out a step with what the job has so far; what comes of it is the event to persist. */
final class Steps {

  private final Production production;
  private final Clock clock;

  Steps(Production production, Clock clock) {
    this.production = production;
    this.clock = clock;
  }

  CompletionStage<JobEvent> run(Step step, Material from) {
    try {
      return begin(step, from);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  private CompletionStage<JobEvent> begin(Step step, Material from) {
    if (step instanceof Step.Plan) {
      return production
          .plan(from.ask())
          .thenApply(planned -> new JobEvent.Planned(clock.instant(), planned));
    }
    var planned = from.planned().orElseThrow();
    if (step instanceof Step.Write write) {
      return production
          .write(from.ask(), planned, write.index())
          .thenApply(section -> new JobEvent.SectionWritten(clock.instant(), section));
    }
    if (step instanceof Step.Assemble) {
      return production
          .assemble(from.ask(), planned, from.sections())
          .thenApply(manuscript -> new JobEvent.Assembled(clock.instant(), manuscript));
    }
    var manuscript = from.manuscript().orElseThrow();
    if (step instanceof Step.Check) {
      return production
          .review(from.ask(), manuscript)
          .thenApply(review -> new JobEvent.Reviewed(clock.instant(), review));
    }
    if (step instanceof Step.Render render) {
      return production
          .render(from.ask(), planned, manuscript, render.format())
          .thenApply(file -> new JobEvent.FileRendered(clock.instant(), file));
    }
    return production
        .shelve(from.ask(), planned, manuscript)
        .thenApply(shelved -> new JobEvent.Finished(clock.instant()));
  }
}
