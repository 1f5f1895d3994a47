package io.blatam.bul.kill;

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
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.artifact.ArtifactId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Stages that take {@value #MEAN_MILLIS} ms on average and make nothing: what is tried is the
 * queue, and a job is at work for long enough to be hit. A brief with {@value #POISON} ends the
 * process that plans it; one with {@value #REFUSED} is refused by its model.
 */
final class PacedProduction implements Production {

  static final String POISON = "[ends the process]";
  static final String REFUSED = "[refused]";

  private static final ArtifactId TEXT = new ArtifactId("a".repeat(64));
  static final int MEAN_MILLIS = 40;

  @Override
  public String provider() {
    return "paced";
  }

  @Override
  public CompletionStage<PlannedDocument> plan(Ask ask) {
    if (ask.request().contains(POISON)) {
      Runtime.getRuntime().halt(137);
    }
    if (ask.request().contains(REFUSED)) {
      return CompletableFuture.failedStage(
          new GenerationException(GenerationException.Reason.REJECTED, "content refused"));
    }
    return paced(
        new PlannedDocument(
            "Plan",
            "finance",
            List.of(),
            List.of(
                new PlannedSection("one", "One", true), new PlannedSection("two", "Two", true))));
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    return paced(
        new WrittenSection(
            index,
            planned.sections().get(index).id(),
            TEXT,
            "model",
            1,
            0,
            Optional.empty(),
            List.of()));
  }

  @Override
  public CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    return paced(new Manuscript(TEXT, "paced", List.of()));
  }

  @Override
  public CompletionStage<Review> review(Ask ask, Manuscript manuscript) {
    return paced(new Review(List.of()));
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    return paced(
        new RenderedFile(format.extension(), "plan.md", format.mediaType(), TEXT, 1, false, 1));
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return paced(Done.getInstance());
  }

  private static <T> CompletionStage<T> paced(T outcome) {
    int millis = ThreadLocalRandom.current().nextInt(1, 2 * MEAN_MILLIS);
    return CompletableFuture.supplyAsync(
        () -> outcome, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }
}
