package io.blatam.bul.queue;

import io.blatam.export.api.InvalidDocumentException;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.StageFailure;
import io.blatam.platform.database.DatabaseUnavailableException;

/**
 * Why a step failed.
 *
 * @param reason for the job's owner
 * @param attempts how many attempts in a row it may cost before the job is given up, as far as the
 *     settings allow more
 * @param unexpected whether the log needs the stack trace
 */
record Failure(String reason, int attempts, boolean unexpected) {

  private static final int LASTING = 0;

  /** A defect is rarely gone the next time, but a full disk or an exhausted heap may be. */
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
          false);
    }
    if (cause instanceof DatabaseUnavailableException away) {
      return new Failure(away.getMessage(), Integer.MAX_VALUE, false);
    }
    if (cause instanceof IllegalArgumentException || cause instanceof InvalidDocumentException) {
      return new Failure(cause.getMessage(), LASTING, true);
    }
    return new Failure("something failed on our side: " + cause.getMessage(), UNEXPECTED, true);
  }
}
