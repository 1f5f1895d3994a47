package io.blatam.benchmarks.bul;

import java.util.List;

/**
 * {@code ./blatam bench bul}: the queue on either database, and what an operation on it costs while
 * 1,000, 10,000 and 100,000 jobs wait.
 */
public final class BulBench {

  private BulBench() {}

  /**
   * @return 0, or 1 if an operation's cost grows with the number of jobs that wait
   */
  public static int run(List<String> arguments) throws Exception {
    boolean flat = true;
    for (QueuePlatform.Store store : QueuePlatform.Store.values()) {
      try (QueuePlatform platform = QueuePlatform.start(store)) {
        flat &= new QueueMeasurement(platform).table();
      }
    }
    System.out.println(
        flat
            ? "An operation costs the same at every depth."
            : "MISSED: an operation's cost grows with the number of jobs that wait.");
    return flat ? 0 : 1;
  }
}
