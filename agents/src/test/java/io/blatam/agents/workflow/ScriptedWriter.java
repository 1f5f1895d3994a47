package io.blatam.agents.workflow;

import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.agents.steps.DocumentWriter;
import io.blatam.agents.workflow.StepResult.BriefRead;
import io.blatam.agents.workflow.StepResult.DocumentWritten;
import io.blatam.agents.workflow.StepResult.Overlap;
import io.blatam.platform.Platform;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A writer that knows one document. What is scripted for a brief comes first, one entry an attempt,
 * and then the document; an entry that never completes is a writer at work.
 */
public final class ScriptedWriter implements DocumentWriter {

  public static final String MARKDOWN =
      """
      ---
      title: Plan de negocio
      company: Aroma SAS
      language: es
      date: 2026-11-23
      ---
      # Resumen

      La cafetería Aroma abrirá en Bogotá con una inversión de 80.000.000 COP.
      """;

  public final Queue<String> written = new ConcurrentLinkedQueue<>();
  public final Queue<String> cancelled = new ConcurrentLinkedQueue<>();

  private final Platform platform;
  private final Map<String, Queue<CompletableFuture<DocumentWritten>>> scripts =
      new ConcurrentHashMap<>();

  public ScriptedWriter(Platform platform) {
    this.platform = platform;
  }

  @SafeVarargs
  public final void script(String text, CompletableFuture<DocumentWritten>... attempts) {
    scripts.put(text, new ConcurrentLinkedQueue<>(List.of(attempts)));
  }

  @Override
  public BriefRead read(String brief) {
    if (!text(brief).isTextual()) {
      throw Problem.validation("brief.text", "say what the document is about").asException();
    }
    return new BriefRead(Optional.empty(), Optional.of("es"), Optional.empty());
  }

  @Override
  public CompletionStage<DocumentWritten> write(RunRequest run) {
    written.add(run.id());
    CompletableFuture<DocumentWritten> next =
        scripts.getOrDefault(text(run.brief()).asText(), new ConcurrentLinkedQueue<>()).poll();
    return next != null ? next : document(run);
  }

  private static JsonNode text(String brief) {
    return Json.read(brief.getBytes(StandardCharsets.UTF_8), JsonNode.class).path("text");
  }

  private CompletionStage<DocumentWritten> document(RunRequest run) {
    return platform
        .artifacts()
        .put(run.tenant(), "text/markdown", Source.single(ByteString.fromString(MARKDOWN)))
        .thenApply(
            artifact ->
                new DocumentWritten(
                    "job-of-" + run.id(),
                    "business-plan",
                    "es",
                    "Plan de negocio",
                    artifact.id().sha256(),
                    List.of(new Overlap("earlier", "Plan anterior", 0.25))));
  }

  @Override
  public void cancel(RunRequest run) {
    cancelled.add(run.id());
  }
}
