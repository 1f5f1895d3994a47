package io.blatam.agents.workflow;

import io.blatam.platform.StageFailure;
import io.blatam.platform.Unavailable;
import io.blatam.platform.http.ProblemException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Why a step failed, and whether trying it again can help. */
record Fault(Throwable cause) {

  private static final Set<Integer> NOT_NOW = Set.of(408, 429, 503, 504);

  static Fault of(Throwable failure) {
    return new Fault(StageFailure.cause(failure));
  }

  /**
   * A full queue, a full disk or an absent database will pass: what was accepted is not given up
   * for that.
   */
  boolean passes() {
    return cause instanceof Unavailable
        || (cause instanceof ProblemException problem
            && NOT_NOW.contains(problem.problem().status()));
  }

  /** What the caller did wrong stays wrong. */
  boolean stays() {
    return cause instanceof Steps.PermanentFailure
        || (cause instanceof ProblemException problem && problem.problem().status() < 500);
  }

  /** For whoever follows the run. */
  String reason() {
    if (cause instanceof ProblemException problem) {
      return problem.problem().detail();
    }
    if (cause instanceof Unavailable away) {
      return away.advice();
    }
    if (cause instanceof TimeoutException) {
      return "The step did not end in time.";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
