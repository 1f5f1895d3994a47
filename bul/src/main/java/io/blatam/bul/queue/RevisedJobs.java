package io.blatam.bul.queue;

import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What jobs have made, as revisions need it. Thread-safe. */
public final class RevisedJobs {

  private final Jobs jobs;

  RevisedJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * What a job that is done has made.
   *
   * @param sections in the plan's order
   */
  public record Work(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections, Manuscript manuscript) {

    private static Work of(JobCommand.Work work) {
      if (work.status() != JobStatus.DONE) {
        throw Problem.conflict(
                "The document is "
                    + work.status().id()
                    + "; it can be revised and compared when it is done.")
            .asException();
      }
      return new Work(
          work.ask().orElseThrow(),
          work.planned().orElseThrow(),
          work.sections(),
          work.manuscript().orElseThrow());
    }
  }

  /**
   * What a job has stored by itself, whatever became of it.
   *
   * @param texts of its sections; not those that another version wrote
   * @param manuscript not one that another version wrote
   */
  public record Stored(List<ArtifactId> texts, Optional<ArtifactId> manuscript) {

    private static Stored of(JobCommand.Work work) {
      boolean restored =
          work.ask().flatMap(Ask::revision).flatMap(revision -> revision.restored()).isPresent();
      List<ArtifactId> texts = new ArrayList<>();
      work.sections().stream()
          .filter(section -> !section.origin().equals(WrittenSection.KEPT))
          .map(WrittenSection::text)
          .forEach(texts::add);
      if (!restored) {
        work.manuscript().ifPresent(manuscript -> texts.addAll(manuscript.mended().values()));
        filled(work).ifPresent(texts::add);
      }
      return new Stored(
          texts, restored ? Optional.empty() : work.manuscript().map(Manuscript::markdown));
    }
  }

  /** What a template was filled in to, where that is not the manuscript itself. */
  private static Optional<ArtifactId> filled(JobCommand.Work work) {
    return work.ask()
        .flatMap(Ask::template)
        .flatMap(TemplateFill::filled)
        .map(TemplateFill.Filled::text)
        .filter(text -> !work.manuscript().map(Manuscript::markdown).equals(Optional.of(text)));
  }

  /** Empty for a job that is not there; fails with 409 for one that is not done. */
  public CompletionStage<Optional<Work>> work(String tenant, String jobId) {
    return jobs.known(tenant, jobId, ask -> made(jobId).thenApply(Work::of));
  }

  public CompletionStage<Stored> stored(String jobId) {
    return made(jobId).thenApply(Stored::of);
  }

  /** What the journal calls a job. */
  public String persistenceId(String jobId) {
    return JobEntity.persistenceId(jobId);
  }

  private CompletionStage<JobCommand.Work> made(String jobId) {
    return jobs.ask(jobId, JobCommand.GetWork::new);
  }
}
