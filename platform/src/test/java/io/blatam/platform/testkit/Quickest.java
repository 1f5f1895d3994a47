package io.blatam.platform.testkit;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The quickest of several runs: how long something takes by itself. A machine that is shared stops
 * anyone for a while now and then, and a single run may have met that.
 */
public final class Quickest {

  private static final int RUNS = 20;

  private Quickest() {}

  /** Of at most 20 runs; no more of them once one was quick {@code enough}. */
  public static Duration of(Duration enough, Runnable work) {
    return measured(
        enough,
        () -> {
          long since = System.nanoTime();
          work.run();
          return Duration.ofNanos(System.nanoTime() - since);
        });
  }

  /** The same of work that measures itself. */
  public static Duration measured(Duration enough, Supplier<Duration> work) {
    Duration quickest = work.get();
    for (int i = 1; i < RUNS && quickest.compareTo(enough) >= 0; i++) {
      Duration took = work.get();
      quickest = took.compareTo(quickest) < 0 ? took : quickest;
    }
    return quickest;
  }
}
