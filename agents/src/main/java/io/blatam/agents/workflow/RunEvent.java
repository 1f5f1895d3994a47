package io.blatam.agents.workflow;

import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.FilesExported;
import io.blatam.agents.workflow.StepResult.TextChecked;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Instant;
import java.util.Optional;

/** What happened to a run, as the journal keeps it. */
sealed interface RunEvent extends CborSerializable {

  Instant at();

  record Accepted(RunRequest request, Instant at) implements RunEvent {}

  record StepBegan(Step step, Instant at) implements RunEvent {}

  record BriefStepFinished(BriefRead result, Instant at) implements RunEvent {}

  record DocumentStepFinished(DocumentWritten result, Instant at) implements RunEvent {}

  record CheckStepFinished(TextChecked result, Instant at) implements RunEvent {}

  record ExportStepFinished(FilesExported result, Instant at) implements RunEvent {}

  /**
   * @param nextAttemptAt empty if the run has failed with it
   */
  record StepFailed(Step step, String error, Optional<Instant> nextAttemptAt, Instant at)
      implements RunEvent {}

  record Cancelled(Instant at) implements RunEvent {}

  /**
   * The event of a finished step; each kind has its own, so that the journal needs no type tags.
   */
  static RunEvent finished(StepResult result, Instant at) {
    if (result instanceof BriefRead brief) {
      return new BriefStepFinished(brief, at);
    }
    if (result instanceof DocumentWritten document) {
      return new DocumentStepFinished(document, at);
    }
    if (result instanceof TextChecked check) {
      return new CheckStepFinished(check, at);
    }
    return new ExportStepFinished((FilesExported) result, at);
  }
}
