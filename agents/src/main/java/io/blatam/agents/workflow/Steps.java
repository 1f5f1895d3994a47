package io.blatam.agents.workflow;

import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.FilesExported;
import io.blatam.agents.workflow.StepResult.TextChecked;
import java.util.concurrent.CompletionStage;

/**
 * What the document workflow's steps do. Each may be called again for the same run, after a crash
 * or a failure, also while an earlier call in a process that died still has its effects: it then
 * gives the same result. A stage that fails with a {@link PermanentFailure} is not worth another
 * try.
 */
public interface Steps {

  CompletionStage<BriefRead> readBrief(RunRequest run);

  CompletionStage<DocumentWritten> write(RunRequest run);

  CompletionStage<TextChecked> check(RunRequest run, DocumentWritten document);

  CompletionStage<FilesExported> export(RunRequest run, DocumentWritten document);

  /** Stops what {@link #write} began, as far as that can be stopped. */
  void cancel(RunRequest run);

  /** Trying again can not help: the input is wrong, not the moment. */
  final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
      super(message);
    }
  }
}
