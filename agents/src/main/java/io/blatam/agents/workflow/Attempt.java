package io.blatam.agents.workflow;

import io.blatam.agents.workflow.RunState.Active;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One attempt at the step that a run is at, and whether another one follows it. Stateless. */
record Attempt(Active run) {

  /**
   * Takes the step.
   *
   * @return what came of it; fails as the step does, also with what it throws instead of returning,
   *     or with a {@link java.util.concurrent.TimeoutException}
   */
  CompletableFuture<StepResult> take(Steps steps, Duration atMost) {
    CompletionStage<? extends StepResult> taken;
    try {
      taken = taken(steps);
    } catch (RuntimeException failure) {
      taken = CompletableFuture.failedStage(failure);
    }
    return taken
        .<StepResult>thenApply(result -> result)
        .toCompletableFuture()
        .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<? extends StepResult> taken(Steps steps) {
    RunRequest request = run.facts().request();
    return switch (run.step()) {
      case BRIEF -> steps.readBrief(request);
      case DOCUMENT -> steps.write(request);
      case REDUNDANCY_CHECK -> steps.check(request, run.facts().document().orElseThrow());
      case EXPORT -> steps.export(request, run.facts().document().orElseThrow());
    };
  }

  /** How long to wait before the next attempt, when this one failed; empty: there is none. */
  Optional<Duration> retryAfter(Fault fault, WorkflowSettings settings) {
    boolean again = fault.passes() || (!fault.stays() && run.failures() + 1 < settings.attempts());
    return again ? Optional.of(settings.retryDelay(run.failures())) : Optional.empty();
  }
}
