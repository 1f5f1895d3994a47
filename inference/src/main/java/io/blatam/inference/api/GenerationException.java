package io.blatam.inference.api;

import java.time.Duration;
import java.util.Optional;

/** Why there is no answer. The message says what to do about it and never holds a secret. */
public final class GenerationException extends RuntimeException {

  public enum Reason {
    /** No model of that name is configured, or the endpoint does not have it. */
    UNKNOWN_MODEL,
    /** The request cannot be answered as it is: prompt too long, content refused. */
    REJECTED,
    /** The endpoint does not accept our credentials. */
    UNAUTHORIZED,
    /** Too many requests; see {@link #retryAfter}. */
    RATE_LIMITED,
    /** The endpoint is down, unreachable, or its circuit is open. */
    UNAVAILABLE,
    /** It did not answer, or did not go on, in time. */
    TIMEOUT,
    /** It answered something that is not the protocol. */
    PROTOCOL,
    /** The answer is longer than blatam.inference.openai.max-response-bytes. */
    TOO_LARGE
  }

  private final Reason reason;
  private final Optional<Duration> retryAfter;

  public GenerationException(Reason reason, String message) {
    this(reason, message, Optional.empty());
  }

  public GenerationException(Reason reason, String message, Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
