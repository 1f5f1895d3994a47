package io.blatam.bul.api;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Principal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Asks for documents, from any node of the cluster. Everything is seen through a tenant: another
 * tenant's job is not there. Thread-safe. Stages fail with a {@link
 * io.blatam.platform.http.ProblemException} that says what to change.
 */
public interface Documents {

  /** The documents of this cluster; the same object for the same actor system. */
  static Documents on(Platform platform) {
    return QueuedDocuments.on(platform);
  }

  /**
   * Accepts an ask. When the stage completes the job is durable and will come to an end whatever
   * happens to this process. Fails with 409 if the key was used for another ask, with 429 or 503 if
   * too many jobs wait.
   *
   * @param idempotencyKey the same key and ask of a tenant give the same job; empty for a new job
   *     each time
   * @param requestId the request's, for the audit log; may be empty
   */
  CompletionStage<Submission> submit(
      Principal principal,
      DocumentRequest request,
      Optional<String> idempotencyKey,
      String requestId);

  CompletionStage<Optional<JobView>> find(String tenant, String jobId);

  /**
   * What happened to a job after {@code after} (0: everything), as it happens, to its end. Empty
   * for a job that is not there.
   */
  Source<Progress, NotUsed> progress(String tenant, String jobId, long after);

  /**
   * Ends a job that has not ended; ending a cancelled one again is no failure. Empty for a job that
   * is not there; fails with 409 for one that is done or failed.
   */
  CompletionStage<Optional<JobView>> cancel(Principal principal, String jobId, String requestId);

  /**
   * What a job's document will consist of. Empty for a job that is not there; fails with 409 before
   * it is planned.
   */
  CompletionStage<Optional<OutlineView>> outline(String tenant, String jobId);

  /**
   * Lets a job go on that waits for its outline to be looked at. Empty for a job that is not there;
   * fails with 400 for a section that is not known, with 409 for a job that does not wait for this.
   */
  CompletionStage<Optional<JobView>> settleOutline(
      Principal principal, String jobId, OutlineEdit edit, String requestId);

  /**
   * Lets a job go on that waits for an answer. Empty for a job that is not there; fails with 409
   * for one that asks nothing.
   */
  CompletionStage<Optional<JobView>> answer(
      Principal principal, String jobId, Answer answer, String requestId);

  /** Newest first. */
  CompletionStage<JobPage> list(
      String tenant, JobFilter filter, Optional<String> cursor, int limit);
}
