package io.blatam.node.cluster;

import io.blatam.node.client.ApiFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Looks again until something holds. */
final class Until {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private Until() {}

  static void holds(String what, Duration patience, BooleanSupplier condition) {
    holds(what, patience, condition, ApiFailure::mayPass);
  }

  /**
   * @param passing failures that are looked past
   */
  static void holds(
      String what, Duration patience, BooleanSupplier condition, Predicate<ApiFailure> passing) {
    long until = System.nanoTime() + patience.toNanos();
    String last = "it never did";
    while (System.nanoTime() < until) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
      } catch (ApiFailure e) {
        if (!passing.test(e)) {
          throw e;
        }
        last = e.getMessage();
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new AssertionError("not " + what + " after " + patience.toSeconds() + " s: " + last);
  }
}
