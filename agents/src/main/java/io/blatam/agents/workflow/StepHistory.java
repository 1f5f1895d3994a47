package io.blatam.agents.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to one step.
 *
 * @param startedAt of the first attempt
 * @param finishedAt when it succeeded, or failed for good
 * @param attempts how often it was begun, interruptions by a crash included
 * @param error of the last attempt that failed, kept when a later one succeeded
 * @param nextAttemptAt when a failed step is tried again
 */
public record StepHistory(
    Step step,
    Instant startedAt,
    Optional<Instant> finishedAt,
    int attempts,
    Optional<String> error,
    Optional<Instant> nextAttemptAt) {

  static StepHistory begun(Step step, Instant at) {
    return new StepHistory(step, at, Optional.empty(), 1, Optional.empty(), Optional.empty());
  }

  StepHistory begunAgain() {
    return new StepHistory(step, startedAt, finishedAt, attempts + 1, error, Optional.empty());
  }

  StepHistory finished(Instant at) {
    return new StepHistory(step, startedAt, Optional.of(at), attempts, error, Optional.empty());
  }

  StepHistory failed(String why, Optional<Instant> nextAttempt, Instant at) {
    return new StepHistory(
        step,
        startedAt,
        nextAttempt.isPresent() ? Optional.empty() : Optional.of(at),
        attempts,
        Optional.of(why),
        nextAttempt);
  }
}
