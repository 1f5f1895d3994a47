package io.blatam.inference.openai;

import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt's failure, before it is decided whether there is another attempt.
 *
 * <p>Akka Streams carries failures as throwables; this one has no stack trace.
 */
final class UpstreamFailure extends RuntimeException {

  private final transient GenerationException failure;
  private final boolean retryable;

  private UpstreamFailure(GenerationException failure, boolean retryable) {
    super(failure.getMessage(), failure, false, false);
    this.failure = failure;
    this.retryable = retryable;
  }

  static UpstreamFailure worthAnotherTry(
      Reason reason, String message, Optional<Duration> retryAfter) {
    return new UpstreamFailure(new GenerationException(reason, message, retryAfter), true);
  }

  static UpstreamFailure worthAnotherTry(Reason reason, String message) {
    return worthAnotherTry(reason, message, Optional.empty());
  }

  static UpstreamFailure lasting(Reason reason, String message) {
    return new UpstreamFailure(new GenerationException(reason, message), false);
  }

  /** Whether a failure is the request's own. */
  static boolean ofRequest(Throwable failure) {
    return failure instanceof UpstreamFailure known && known.failure.reason() == Reason.REJECTED;
  }

  /** The same, with the name of the endpoint that failed. */
  UpstreamFailure at(String endpoint) {
    return new UpstreamFailure(
        new GenerationException(
            failure.reason(),
            failure.getMessage() + " (endpoint '" + endpoint + "')",
            failure.retryAfter()),
        retryable);
  }

  GenerationException failure() {
    return failure;
  }

  boolean retryable() {
    return retryable;
  }

  /** Whether another endpoint may do better: it is not the request that is at fault. */
  boolean elsewhere() {
    return switch (failure.reason()) {
      case UNAVAILABLE, TIMEOUT, PROTOCOL, UNKNOWN_MODEL, UNAUTHORIZED, RATE_LIMITED -> true;
      case REJECTED, TOO_LARGE -> false;
    };
  }

  /**
   * Whether it says that the endpoint is not well, rather than that it did not like the request.
   */
  boolean countsAgainstEndpoint() {
    return switch (failure.reason()) {
      case UNAVAILABLE, TIMEOUT, PROTOCOL -> true;
      case UNKNOWN_MODEL, REJECTED, UNAUTHORIZED, RATE_LIMITED, TOO_LARGE -> false;
    };
  }
}
