package io.blatam.agents.steps;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.agents.workflow.RunRequest;
import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.Overlap;
import io.blatam.agents.workflow.Steps.PermanentFailure;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobView;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has documents written by Business Unlimited: submits the brief under a key made from the run's
 * id, so that asking again finds the same job, and waits for the job's end. Only the Markdown is
 * asked for; the workflow renders the rest itself.
 */
public final class BulWriter implements DocumentWriter {

  private static final Logger LOG = LoggerFactory.getLogger(BulWriter.class);

  private final Documents documents;
  private final ActorSystem<?> system;
  private final Executor executor;

  public BulWriter(Documents documents, ActorSystem<?> system) {
    this.documents = documents;
    this.system = system;
    this.executor = system.executionContext();
  }

  @Override
  public BriefRead read(String brief) {
    request(brief);
    JsonNode said = tree(brief);
    return new BriefRead(text(said, "document_type"), text(said, "language"), text(said, "title"));
  }

  private static Optional<String> text(JsonNode said, String field) {
    return Optional.of(said.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static DocumentRequest request(String brief) {
    ObjectNode body = (ObjectNode) tree(brief);
    if (body.has("formats")) {
      throw Problem.validation("brief.formats", "name the formats beside the brief, not in it")
          .asException();
    }
    body.putArray("formats").add(ExportFormat.MD.extension());
    // Nobody is there to answer.
    if (!body.has("may_ask")) {
      body.put("may_ask", false);
    }
    try {
      return DocumentRequest.read(body);
    } catch (ProblemException invalid) {
      throw inBrief(invalid.problem()).asException();
    }
  }

  /** Names the field from the workflow's point of view. */
  private static Problem inBrief(Problem problem) {
    List<Problem.FieldError> errors =
        problem.errors().stream()
            .map(
                error ->
                    new Problem.FieldError(
                        error.field().equals("brief") ? "brief" : "brief." + error.field(),
                        error.message()))
            .toList();
    return errors.isEmpty() ? problem : Problem.validation(errors);
  }

  private static JsonNode tree(String brief) {
    return Json.read(brief.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  @Override
  public CompletionStage<DocumentWritten> write(RunRequest run) {
    return submitted(run).thenComposeAsync(job -> ended(run, job.id()), executor);
  }

  private CompletionStage<JobView> submitted(RunRequest run) {
    return documents
        .submit(run.principal(), request(run.brief()), Optional.of(key(run)), key(run))
        .thenApplyAsync(submission -> submission.job(), executor);
  }

  private static String key(RunRequest run) {
    return "workflow-" + run.id();
  }

  /** The job's progress ends with the job. */
  private CompletionStage<DocumentWritten> ended(RunRequest run, String jobId) {
    return documents
        .progress(run.tenant(), jobId, 0)
        .runWith(Sink.ignore(), system)
        .thenComposeAsync(done -> documents.find(run.tenant(), jobId), executor)
        .thenApplyAsync(job -> written(job.orElseThrow()), executor);
  }

  private static DocumentWritten written(JobView job) {
    return switch (job.status()) {
      case DONE ->
          new DocumentWritten(
              job.id(),
              job.documentType(),
              job.language(),
              job.title(),
              markdown(job).artifact().sha256(),
              job.overlap().stream()
                  .map(
                      overlap ->
                          new Overlap(overlap.documentId(), overlap.title(), overlap.containment()))
                  .toList());
      case FAILED ->
          throw new PermanentFailure(
              "The document could not be written: " + job.error().orElse("no reason was given"));
      case CANCELLED -> throw new PermanentFailure("The document's own job was cancelled.");
      default ->
          throw new IllegalStateException("Job " + job.id() + " is still " + job.status().id());
    };
  }

  private static JobView.File markdown(JobView job) {
    return job.files().stream()
        .filter(file -> file.format().equals(ExportFormat.MD.extension()))
        .findFirst()
        .orElseThrow(() -> new PermanentFailure("Job " + job.id() + " has no Markdown."));
  }

  /** The key leads to the job, whose id the run does not know before it has ended. */
  @Override
  public void cancel(RunRequest run) {
    submitted(run)
        .thenComposeAsync(job -> documents.cancel(run.principal(), job.id(), key(run)), executor)
        .whenCompleteAsync(
            (job, failure) -> {
              if (failure != null) {
                LOG.info("The job of run {} goes on: {}", run.id(), failure.getMessage());
              }
            },
            executor);
  }
}
