package io.blatam.benchmarks.bul;

import java.util.List;

/**
 * {@code ./blatam bench bul [queue|briefs|model]}: the queue on either database, and what an
 * operation on it costs while 1,000, 10,000 and 100,000 jobs wait; 60 briefs through the gateway of
 * the running platform; documents that a slow model writes, asked prompt by prompt and in lists.
 */
public final class BulBench {

  private BulBench() {}

  /**
   * @return 0, or 1 if an operation's cost grows with the number of jobs that wait, a document is
   *     not as it should be, or lists of prompts gain too little
   */
  public static int run(List<String> arguments) throws Exception {
    boolean all = arguments.isEmpty();
    boolean good = true;
    if (all || arguments.contains("briefs")) {
      good = new BriefsMeasurement(Gateway.running()).table();
    }
    if (all || arguments.contains("model")) {
      good &= new ModelMeasurement().table();
    }
    if (all || arguments.contains("queue")) {
      good &= queue();
    }
    return good ? 0 : 1;
  }

  private static boolean queue() throws Exception {
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
    return flat;
  }
}
