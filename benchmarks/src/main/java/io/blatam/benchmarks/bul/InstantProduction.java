package io.blatam.benchmarks.bul;

import akka.Done;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stages that take no time and make nothing: what is left is what the queue itself costs. */
final class InstantProduction implements Production {

  private static final ArtifactId TEXT = new ArtifactId("a".repeat(64));

  @Override
  public String provider() {
    return "instant";
  }

  @Override
  public CompletionStage<PlannedDocument> plan(Ask ask) {
    return at(
        new PlannedDocument(
            "Plan", "finance", List.of(), List.of(new PlannedSection("one", "One", true))));
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    return at(new WrittenSection(index, "one", TEXT, "model", 1, 0, Optional.empty(), List.of()));
  }

  @Override
  public CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    return at(new Manuscript(TEXT, "instant", List.of()));
  }

  @Override
  public CompletionStage<Review> review(Ask ask, Manuscript manuscript) {
    return at(new Review(List.of()));
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    return at(
        new RenderedFile(format.extension(), "plan.md", format.mediaType(), TEXT, 1, false, 1));
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return at(Done.getInstance());
  }

  private static <T> CompletionStage<T> at(T outcome) {
    return CompletableFuture.completedStage(outcome);
  }
}
