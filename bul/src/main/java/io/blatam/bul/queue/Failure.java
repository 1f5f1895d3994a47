package io.blatam.bul.queue;

import io.blatam.export.api.InvalidDocumentException;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.StageFailure;
import io.blatam.platform.Unavailable;
import java.time.Duration;

/**
 * Why a step failed.
 *
 * @param reason for the job's owner
 * @param attempts how many attempts in a row it may cost before the job is given up, as far as the
 *     settings allow more
 * @param unexpected whether the log needs the stack trace
 * @param passing whether it is nothing that the job could help, and passes: then it is tried until
 *     that is over, and no attempt is counted
 */
record Failure(String reason, int attempts, boolean unexpected, boolean passing) {

  private static final int LASTING = 0;

  /** A defect is rarely gone the next time, but an exhausted heap may be. */
  private static final int UNEXPECTED = 3;

  static Failure of(Throwable thrown) {
    Throwable cause = StageFailure.cause(thrown);
    if (cause instanceof GenerationException generation) {
      boolean lasting =
          switch (generation.reason()) {
            case UNKNOWN_MODEL, REJECTED, UNAUTHORIZED, TOO_LARGE -> true;
            case RATE_LIMITED, UNAVAILABLE, TIMEOUT, PROTOCOL -> false;
          };
      return new Failure(
          "the model did not answer: " + generation.getMessage(),
          lasting ? LASTING : Integer.MAX_VALUE,
          false,
          false);
    }
    if (cause instanceof Unavailable away) {
      return new Failure(away.advice(), Integer.MAX_VALUE, false, true);
    }
    if (cause instanceof IllegalArgumentException || cause instanceof InvalidDocumentException) {
      return new Failure(cause.getMessage(), LASTING, true, false);
    }
    return new Failure(
        "something failed on our side: " + cause.getMessage(), UNEXPECTED, true, false);
  }

  static Failure overdue(Duration maxRun) {
    return new Failure(
        "it took longer than " + maxRun.toSeconds() + " s", Integer.MAX_VALUE, false, false);
  }
}
