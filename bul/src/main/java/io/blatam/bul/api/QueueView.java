package io.blatam.bul.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's queue.
 *
 * @param waiting jobs that wait for a worker, by priority 1 to 5
 * @param retrying how many of them were tried before
 * @param oldestWaitMs how long the job that is first in line of each priority has waited; absent
 *     where none waits for its first attempt
 * @param running jobs at work
 * @param pausedBy who paused the tenant's queue; empty while it is not paused
 * @param everythingPausedBy which operator paused every tenant's queue
 * @param meanRunMs how long attempts took lately; 0 before the first
 */
public record QueueView(
    long depth,
    Map<Integer, Long> waiting,
    long retrying,
    Map<Integer, Long> oldestWaitMs,
    List<Running> running,
    boolean paused,
    Optional<String> pausedBy,
    Optional<Instant> pausedAt,
    Optional<String> everythingPausedBy,
    long meanRunMs,
    Limits limits) {

  /**
   * A job at work.
   *
   * @param node that it runs on
   */
  public record Running(String id, int priority, String documentType, String node, Instant since) {}

  /**
   * @param workers jobs that may run at once in the whole cluster; 0 while its coordinator moves
   * @param atOnce how many of them may be this tenant's
   * @param unfinished jobs of this tenant that are accepted before more are refused
   * @param areas jobs at once by business area, where limited
   * @param providers jobs at once by model provider, where limited
   */
  public record Limits(
      int workers,
      int atOnce,
      int unfinished,
      Map<String, Integer> areas,
      Map<String, Integer> providers) {}
}
