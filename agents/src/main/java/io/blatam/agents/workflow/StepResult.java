package io.blatam.agents.workflow;

import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Optional;

/** What a step gave, one kind a {@link Step}. */
public sealed interface StepResult extends CborSerializable {

  Step step();

  /** What the brief says itself; what it leaves open is settled with the document. */
  record BriefRead(Optional<String> documentType, Optional<String> language, Optional<String> title)
      implements StepResult {
    @Override
    public Step step() {
      return Step.BRIEF;
    }
  }

  /**
   * @param jobId BUL's job, for its own history
   * @param markdown SHA-256 of the artifact that holds the document's text
   * @param overlaps what BUL found in common with the tenant's earlier documents
   */
  record DocumentWritten(
      String jobId,
      String documentType,
      String language,
      String title,
      String markdown,
      List<Overlap> overlaps)
      implements StepResult {
    @Override
    public Step step() {
      return Step.DOCUMENT;
    }
  }

  /**
   * @param repeatedShare share of words that the document says again, 0 to 1
   * @param repeatedPassages how many passages those are
   * @param readability the score by the language's formula, or absent where there is none
   * @param overlaps the tenant's earlier documents that say the same
   */
  record TextChecked(
      int words,
      double repeatedShare,
      int repeatedPassages,
      Optional<Double> readability,
      List<Overlap> overlaps)
      implements StepResult {
    @Override
    public Step step() {
      return Step.REDUNDANCY_CHECK;
    }
  }

  record FilesExported(List<File> files) implements StepResult {
    @Override
    public Step step() {
      return Step.EXPORT;
    }
  }

  /**
   * @param containment share of the new document that stands in the earlier one, 0 to 1
   */
  record Overlap(String documentId, String title, double containment) {}

  /**
   * @param artifact SHA-256 of the stored bytes
   */
  record File(String format, String mediaType, long size, String artifact) {}
}
