package io.blatam.bul.queue;

import akka.Done;
import io.blatam.bul.agent.Clarification;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.Production;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.artifact.ArtifactId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Three sections and instant stages, unless a test says that one waits or fails. Remembers what was
 * done.
 */
final class SteeredProduction implements Production {

  private static final ArtifactId TEXT = new ArtifactId("a".repeat(64));

  final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
  private final Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
  private final Map<String, ConcurrentLinkedQueue<RuntimeException>> failures =
      new ConcurrentHashMap<>();

  /** What is asked of a brief that names no document type. */
  Optional<Clarification> question = Optional.empty();

  /** The step does not end before the gate is completed. */
  CompletableFuture<Void> hold(String step) {
    return gates.computeIfAbsent(step, name -> new CompletableFuture<>());
  }

  /** The step is held no more; what waits at its gate goes on. */
  void release(String step) {
    gates.remove(step).complete(null);
  }

  /** The step fails, the next time it is tried and so on. */
  void fail(String step, RuntimeException... inTurn) {
    failures.put(step, new ConcurrentLinkedQueue<>(List.of(inTurn)));
  }

  /** Nothing is held, fails or was done any more. */
  void reset() {
    question = Optional.empty();
    failures.clear();
    gates.keySet().forEach(this::release);
    done.clear();
  }

  @Override
  public String provider() {
    return "steered";
  }

  @Override
  public CompletionStage<PlannedDocument> plan(Ask ask) {
    PlannedDocument planned =
        new PlannedDocument(
            "Plan de negocio",
            "finance",
            List.of("matched: inversión"),
            List.of(
                new PlannedSection("one", "Uno", true),
                new PlannedSection("two", "Dos", true),
                new PlannedSection("three", "Tres", false)));
    return step("plan", planned.asking(question.filter(asked -> unclear(ask))));
  }

  private static boolean unclear(Ask ask) {
    return ask.parsed().brief().documentType().isEmpty();
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    return step(
        "write " + index,
        new WrittenSection(
            index,
            planned.sections().get(index).id(),
            TEXT,
            "model",
            10,
            0,
            Optional.empty(),
            List.of()));
  }

  @Override
  public CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    return step("assemble", new Manuscript(TEXT, "template", List.of()));
  }

  @Override
  public CompletionStage<Review> review(Ask ask, Manuscript manuscript) {
    return step("review", new Review(List.of()));
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    return step(
        "render " + format.extension(),
        new RenderedFile(
            format.extension(),
            "plan." + format.extension(),
            format.mediaType(),
            TEXT,
            5,
            false,
            7));
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return step("shelve", Done.getInstance());
  }

  private <T> CompletionStage<T> step(String name, T outcome) {
    Optional<RuntimeException> failure =
        Optional.ofNullable(failures.get(name)).map(ConcurrentLinkedQueue::poll);
    if (failure.isPresent()) {
      return CompletableFuture.failedStage(failure.get());
    }
    CompletableFuture<Void> gate =
        gates.getOrDefault(name, CompletableFuture.completedFuture(null));
    return gate.thenApply(
        opened -> {
          done.add(name);
          return outcome;
        });
  }
}
