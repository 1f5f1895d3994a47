package io.blatam.bul.queue;

import io.blatam.bul.api.Submission;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The queue as revisions need it. Thread-safe. */
public interface RevisedJobs {

  /**
   * What a job that is done has made.
   *
   * @param sections in the plan's order
   */
  record Work(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections, Manuscript manuscript) {}

  /** Empty for a job that is not there; fails with 409 for one that is not done. */
  CompletionStage<Optional<Work>> work(String tenant, String jobId);

  /**
   * What a job has stored by itself, whatever became of it.
   *
   * @param texts of its sections; not those that another version wrote
   * @param manuscript not one that another version wrote
   */
  record Stored(List<ArtifactId> texts, Optional<ArtifactId> manuscript) {}

  CompletionStage<Stored> stored(String jobId);

  /** What the journal calls a job. */
  String persistenceId(String jobId);

  /**
   * Accepts an ask as {@link io.blatam.bul.api.Documents#submit} does.
   *
   * @param request what the key stands for; another one with the same key is refused with 409
   * @param ask made when the key has not been used
   */
  CompletionStage<Submission> submit(
      Principal principal,
      String request,
      Supplier<CompletionStage<Ask>> ask,
      Optional<String> idempotencyKey,
      String requestId);
}
