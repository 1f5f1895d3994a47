package io.blatam.bul.api;

import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Principal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The line that asked-for documents stand in: looking at it, pausing it, and what fell out of it.
 * Seen through the caller's tenant, except for pausing everything. Thread-safe. Stages fail with a
 * {@link io.blatam.platform.http.ProblemException} that says what to change.
 */
public interface DocumentQueue {

  /** The queue of this cluster; the same object for the same actor system. */
  static DocumentQueue on(Platform platform) {
    return QueuedDocuments.queueOn(platform);
  }

  CompletionStage<QueueView> look(String tenant);

  /**
   * Gives out no more of the tenant's jobs; those at work go on. Lasts until resumed. Pausing what
   * is paused is no failure.
   */
  CompletionStage<QueueView> pause(Principal admin, String requestId);

  CompletionStage<QueueView> resume(Principal admin, String requestId);

  /** As {@link #pause}, for every tenant. */
  CompletionStage<QueueView> pauseEverything(Principal operator, String requestId);

  CompletionStage<QueueView> resumeEverything(Principal operator, String requestId);

  /** Newest first. */
  CompletionStage<DeadLetter.Page> deadLetters(
      String tenant, DeadLetterFilter filter, Optional<String> cursor, int limit);

  /**
   * Puts a dead letter back in line, with attempts as if it were new; what was done of it stays
   * done. Empty for a job that is not there; fails with 409 for one that has not failed.
   */
  CompletionStage<Optional<JobView>> replay(Principal principal, String jobId, String requestId);

  /**
   * Puts those that are meant back in line, at most 1,000 of them.
   *
   * @return how many
   */
  CompletionStage<Integer> replay(Principal principal, DeadLetterFilter filter, String requestId);

  /** Removes a dead letter for good; whether there was one. */
  CompletionStage<Boolean> purge(Principal principal, String jobId, String requestId);

  /**
   * Removes those that are meant for good, at most 1,000 of them.
   *
   * @return how many
   */
  CompletionStage<Integer> purge(Principal principal, DeadLetterFilter filter, String requestId);
}
