package io.blatam.agents.steps;

import io.blatam.agents.workflow.RunRequest;
import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import java.util.concurrent.CompletionStage;

/** Who reads briefs and writes documents. */
public interface DocumentWriter {

  /**
   * @param brief the brief's JSON
   * @throws io.blatam.platform.http.ProblemException (400) that names the field of a brief that can
   *     not be written from
   */
  BriefRead read(String brief);

  /** Has the document of a run written; asked again, gives the same document. */
  CompletionStage<DocumentWritten> write(RunRequest run);

  /** Stops the writing, if it goes on. */
  void cancel(RunRequest run);
}
