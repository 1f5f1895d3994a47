package io.blatam.bul.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blatam.bul.agent.Clarification;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as its owner sees it.
 *
 * @param revision grows with everything that happens to the job; also the id of its latest {@link
 *     Progress}
 * @param attempt how often work on it was begun, 0 while it waits for the first time
 * @param elapsedMs from being accepted to its end, or to now
 * @param error why it failed, or why the last attempt did
 * @param deadline when it is wanted at the latest
 * @param question what a person is asked before it goes on
 * @param revises of which document it makes a version; empty for a document of its own
 * @param queue its place in line; only of a job that waits, and only where one job is asked for
 */
public record JobView(
    String id,
    long revision,
    JobStatus status,
    int attempt,
    String documentType,
    String language,
    String title,
    Optional<Area> businessArea,
    int priority,
    List<String> formats,
    int sectionsDone,
    int sectionsTotal,
    List<Section> sections,
    Cache cache,
    Optional<String> generator,
    List<Finding> findings,
    List<Overlap> overlap,
    List<Source> sources,
    List<File> files,
    Optional<String> error,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    long elapsedMs,
    Optional<Instant> deadline,
    Optional<Clarification> question,
    Optional<InLine> queue,
    Optional<Revises> revises)
    implements CborSerializable {

  /**
   * A place in line.
   *
   * @param position 1 for the next one
   * @param atLeast whether it may be further back than that
   * @param estimatedStart by how long jobs took lately and how many run; empty where nothing ran
   *     yet, or the queue is paused
   * @param paused whether the tenant's queue is paused
   */
  public record InLine(
      long position, boolean atLeast, Optional<Instant> estimatedStart, boolean paused) {}

  /**
   * What a job changes.
   *
   * @param document the id of the document's first version's job
   * @param asked for, in the person's words; empty where it was not in words
   * @param changes what that was taken to mean
   * @param version that it makes
   */
  public record Revises(
      String document, int baseVersion, int version, String asked, String changes) {}

  public JobView inLine(InLine place) {
    return new JobView(
        id,
        revision,
        status,
        attempt,
        documentType,
        language,
        title,
        businessArea,
        priority,
        formats,
        sectionsDone,
        sectionsTotal,
        sections,
        cache,
        generator,
        findings,
        overlap,
        sources,
        files,
        error,
        createdAt,
        startedAt,
        finishedAt,
        elapsedMs,
        deadline,
        question,
        Optional.of(place),
        revises);
  }

  /** The business area that was chosen, and why. */
  public record Area(String id, List<String> reasons) {}

  /**
   * @param origin {@code cache}, {@code model}, {@code joined} (another equal request's flight) or
   *     {@code computed} (figures and clauses, which no model writes, and chapters whose model
   *     failed or was turned down); empty until written
   * @param model who wrote it; empty until written, and for a chapter composed from templates
   */
  public record Section(
      String id,
      String title,
      Optional<String> origin,
      Optional<String> model,
      Optional<Long> elapsedMs) {}

  /**
   * What did not have to be done again.
   *
   * @param sectionsHit sections whose text the cache had
   * @param sectionsTotal sections that were asked of the cached path so far; computed ones are not
   * @param filesHit files that had been rendered before
   * @param savedMs what those sections took when they were written
   */
  public record Cache(int sectionsHit, int sectionsTotal, int filesHit, long savedMs) {}

  /**
   * Something that a check or a reviewer found.
   *
   * @param detail for a person
   * @param severity {@code severe}, {@code warning} or {@code advice}; empty for checks that do not
   *     weigh
   * @param quote the words it is about; empty where there are none
   * @param advice what to do; empty where the detail says it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Finding(
      String code,
      @JsonInclude String section,
      String detail,
      String severity,
      String quote,
      String advice) {

    /** What was stored before findings had a weight has none. */
    public Finding {
      severity = severity == null ? "" : severity;
      quote = quote == null ? "" : quote;
      advice = advice == null ? "" : advice;
    }

    public Finding(String code, String section, String detail) {
      this(code, section, detail, "", "", "");
    }
  }

  /**
   * An earlier document of the tenant that says the same.
   *
   * @param containment share of this document that the earlier one has too, 0 to 1
   * @param passages the longest shared passages
   */
  public record Overlap(
      String documentId, String title, double containment, List<String> passages) {}

  /**
   * A passage of the tenant's notes that the document draws on.
   *
   * @param number as in the text, [1]
   * @param title of the note, as it was when the document was planned
   * @param sections the ids of the sections that quote it
   */
  public record Source(
      int number, String noteId, String title, Optional<Integer> page, List<String> sections) {}

  /** A finished file. */
  public record File(
      String format,
      String name,
      String mediaType,
      long size,
      ArtifactId artifact,
      boolean cached) {}
}
