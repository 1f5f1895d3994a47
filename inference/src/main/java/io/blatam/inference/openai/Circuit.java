package io.blatam.inference.openai;

import akka.actor.typed.ActorSystem;
import akka.pattern.CircuitBreaker;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leaves an endpoint alone that keeps failing, and lets one attempt through when it may be well
 * again. An attempt is judged by whether its first token comes: what breaks later has been an
 * answer for a while.
 */
final class Circuit {

  private final CircuitBreaker breaker;
  private final Duration reset;

  Circuit(ActorSystem<?> system, int failures, Duration callTimeout, Duration reset) {
    this.reset = reset;
    this.breaker =
        CircuitBreaker.create(system.classicSystem().scheduler(), failures, callTimeout, reset);
  }

  /**
   * An attempt that was let through; its verdict must come, or the breaker waits for its call
   * time-out.
   */
  static final class Attempt {

    private final CompletableFuture<Boolean> verdict = new CompletableFuture<>();

    /** The endpoint is well, or it cannot be told. */
    void fine() {
      verdict.complete(true);
    }

    void failed(Throwable failure) {
      verdict.completeExceptionally(failure);
    }
  }

  boolean isOpen() {
    return breaker.isOpen();
  }

  /** Empty while the endpoint is left alone. */
  Optional<Attempt> enter() {
    Attempt attempt = new Attempt();
    AtomicBoolean admitted = new AtomicBoolean();
    // The breaker asks for the verdict at once, on this thread, or not at all.
    breaker.callWithCircuitBreakerCS(
        () -> {
          admitted.set(true);
          return attempt.verdict;
        });
    return admitted.get() ? Optional.of(attempt) : Optional.empty();
  }

  /** What to tell those who are turned away. */
  GenerationException open() {
    return new GenerationException(
        Reason.UNAVAILABLE,
        "the model's endpoint failed several times in a row and is left alone for "
            + reset.toMillis()
            + " ms",
        Optional.of(reset));
  }
}
