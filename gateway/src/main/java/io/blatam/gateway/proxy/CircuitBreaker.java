package io.blatam.gateway.proxy;

import java.time.Duration;

/**
 * Leaves a failing upstream alone for a while. Closed: every request passes. Open, after {@code
 * threshold} failures in a row: none passes until the cool-down is over. Half-open: one request
 * tries; if it fails, the cool-down doubles, up to {@value #LONGEST_FACTOR} times the first.
 * Thread-safe. Time is passed in, in nanoseconds of {@link System#nanoTime}.
 */
final class CircuitBreaker {

  private static final int LONGEST_FACTOR = 8;

  /** What an operator sees of it. */
  enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final int threshold;
  private final long coolDownNanos;

  private State state = State.CLOSED;
  private int failuresInARow;
  private long coolDown;
  private long retryAt;

  CircuitBreaker(int threshold, Duration coolDown) {
    this.threshold = threshold;
    this.coolDownNanos = coolDown.toNanos();
    this.coolDown = coolDownNanos;
  }

  /** Whether a request may pass now; a caller who is let through must report how it ended. */
  synchronized boolean tryPass(long now) {
    if (state == State.CLOSED) {
      return true;
    }
    if (now - retryAt < 0) {
      return false;
    }
    // Also lets another try when the one before never reported.
    state = State.HALF_OPEN;
    retryAt = now + coolDown;
    return true;
  }

  synchronized void succeeded() {
    state = State.CLOSED;
    failuresInARow = 0;
    coolDown = coolDownNanos;
  }

  synchronized void failed(long now) {
    failuresInARow++;
    if (state == State.HALF_OPEN) {
      coolDown = Math.min(coolDown * 2, coolDownNanos * LONGEST_FACTOR);
      open(now);
    } else if (state == State.CLOSED && failuresInARow >= threshold) {
      open(now);
    }
  }

  private void open(long now) {
    state = State.OPEN;
    retryAt = now + coolDown;
  }

  synchronized State state() {
    return state;
  }

  /** How long until it lets a request try again; zero if it does now. */
  synchronized Duration untilRetry(long now) {
    return state == State.CLOSED ? Duration.ZERO : Duration.ofNanos(Math.max(0, retryAt - now));
  }
}
