package io.blatam.agents.steps;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.agents.workflow.RunRequest;
import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.File;
import io.blatam.agents.workflow.StepResult.FilesExported;
import io.blatam.agents.workflow.StepResult.TextChecked;
import io.blatam.agents.workflow.Steps;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.platform.artifact.Artifact;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.redundancy.api.Analysis;
import io.blatam.redundancy.api.Readability;
import io.blatam.redundancy.api.Redundancy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The document workflow's steps over the other services. Idempotent: the writer is, checking is a
 * pure function of the text, and files are stored by the hash of their bytes.
 */
public final class DocumentSteps implements Steps {

  private final DocumentWriter writer;
  private final ArtifactStore artifacts;
  private final Exporter exporter;
  private final ActorSystem<?> system;
  private final Executor executor;

  /**
   * @param executor for reading and rendering, which take seconds of a processor
   */
  public DocumentSteps(
      DocumentWriter writer,
      ArtifactStore artifacts,
      Exporter exporter,
      ActorSystem<?> system,
      Executor executor) {
    this.writer = writer;
    this.artifacts = artifacts;
    this.exporter = exporter;
    this.system = system;
    this.executor = executor;
  }

  @Override
  public CompletionStage<BriefRead> readBrief(RunRequest run) {
    return CompletableFuture.supplyAsync(() -> writer.read(run.brief()), executor);
  }

  @Override
  public CompletionStage<DocumentWritten> write(RunRequest run) {
    return writer.write(run);
  }

  @Override
  public CompletionStage<TextChecked> check(RunRequest run, DocumentWritten document) {
    return markdown(run, document)
        .thenApplyAsync(
            markdown -> {
              Analysis analysis = Redundancy.analyze(markdown);
              return new TextChecked(
                  analysis.words(),
                  analysis.repeatedShare(),
                  analysis.repeated().size(),
                  analysis.readability().map(Readability::score),
                  document.overlaps());
            },
            executor);
  }

  @Override
  public CompletionStage<FilesExported> export(RunRequest run, DocumentWritten document) {
    return markdown(run, document)
        .thenComposeAsync(
            markdown ->
                Source.from(run.formats())
                    .map(name -> ExportFormat.fromName(name).orElseThrow())
                    .mapAsync(1, format -> file(run.tenant(), markdown, format))
                    .runWith(Sink.seq(), system),
            executor)
        .thenApplyAsync(FilesExported::new, executor);
  }

  @Override
  public void cancel(RunRequest run) {
    writer.cancel(run);
  }

  private CompletionStage<File> file(String tenant, String markdown, ExportFormat format) {
    return CompletableFuture.supplyAsync(() -> exporter.export(markdown, format), executor)
        .thenComposeAsync(bytes -> stored(tenant, format.mediaType(), bytes), executor)
        .thenApplyAsync(
            artifact ->
                new File(
                    format.extension(),
                    artifact.mediaType(),
                    artifact.size(),
                    artifact.id().sha256()),
            executor);
  }

  /** Stored once: bytes that an attempt before this one stored are not counted a second time. */
  private CompletionStage<Artifact> stored(String tenant, String mediaType, byte[] bytes) {
    return artifacts
        .find(tenant, new ArtifactId(DigestUtils.sha256Hex(bytes)))
        .thenComposeAsync(
            found ->
                found
                    .<CompletionStage<Artifact>>map(CompletableFuture::completedStage)
                    .orElseGet(
                        () ->
                            artifacts.put(
                                tenant, mediaType, Source.single(ByteString.fromArray(bytes)))),
            executor);
  }

  private CompletionStage<String> markdown(RunRequest run, DocumentWritten document) {
    return artifacts
        .read(run.tenant(), new ArtifactId(document.markdown()))
        .runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), system)
        .thenApplyAsync(bytes -> bytes.decodeString(StandardCharsets.UTF_8), executor);
  }
}
