package io.blatam.bul.template;

import akka.Done;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.production.Chapters;
import io.blatam.bul.production.DocumentName;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.Production;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.Texts;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.Platform;
import io.blatam.platform.artifact.Artifact;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The stages of a document of a template that was filled in when it was accepted. Its chapters are
 * what they are: nothing is written, only taken apart, so that progress and versions are told as of
 * other documents. A Word template is its own file; Markdown is laid out as every document is.
 */
public final class TemplateProduction implements Production {

  private static final String GENERATOR = "template";
  private static final String COMPUTED = "computed";
  private static final String MARKDOWN = "text/markdown; charset=UTF-8";

  private static final Duration AT_WORK = Duration.ofMinutes(1);
  private static final int MOST_CHARACTERS = 8_000_000;

  private final Production documents;
  private final ArtifactStore artifacts;
  private final Texts texts;
  private final FilledText filled;

  /** What jobs that are at work say, by their ids: every section asks for it. */
  private final AsyncCache<String, String> atWork =
      Caffeine.newBuilder()
          .expireAfterAccess(AT_WORK)
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String job, String text) -> text.length())
          .buildAsync();

  /**
   * @param documents lays out what is Markdown and shelves it
   */
  public TemplateProduction(Platform platform, Production documents) {
    this.documents = documents;
    this.artifacts = platform.artifacts();
    this.texts = Texts.of(platform);
    this.filled = new FilledText(texts);
  }

  @Override
  public String provider() {
    return documents.provider();
  }

  @Override
  public CompletionStage<PlannedDocument> plan(Ask ask) {
    Optional<Revision> revision = ask.revision();
    return revision.isPresent()
        ? CompletableFuture.completedStage(revision.get().planned())
        : markdown(ask).thenApply(markdown -> Plan.of(fill(ask), markdown));
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    PlannedDocument.PlannedSection section = planned.sections().get(index);
    Optional<WrittenSection> kept = ask.revision().flatMap(revision -> revision.kept(section.id()));
    if (kept.isPresent()) {
      return CompletableFuture.completedStage(kept.get().keptAt(index, List.of()));
    }
    long started = System.nanoTime();
    return markdown(ask)
        .thenCompose(
            markdown ->
                texts.store(
                    ask.tenant(),
                    MARKDOWN,
                    Chapters.of(markdown, planned.title())
                        .getOrDefault(section.title(), "")
                        .getBytes(StandardCharsets.UTF_8)))
        .thenApply(
            text ->
                new WrittenSection(
                    index,
                    section.id(),
                    text.id(),
                    COMPUTED,
                    (System.nanoTime() - started) / 1_000_000,
                    0,
                    Optional.empty(),
                    List.of()));
  }

  @Override
  public CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    Optional<Manuscript> restored = ask.revision().flatMap(Revision::restored);
    if (restored.isPresent()) {
      return CompletableFuture.completedStage(restored.get());
    }
    TemplateFill.Filled made = made(ask);
    CompletionStage<ArtifactId> text =
        made.word()
            ? markdown(ask)
                .thenCompose(
                    markdown ->
                        texts.store(
                            ask.tenant(), MARKDOWN, markdown.getBytes(StandardCharsets.UTF_8)))
                .thenApply(Artifact::id)
            : CompletableFuture.completedStage(made.text());
    return text.thenApply(id -> new Manuscript(id, GENERATOR, List.of()));
  }

  /** What documents of one template have in common is what the template is for. */
  @Override
  public CompletionStage<Review> review(Ask ask, Manuscript manuscript) {
    return CompletableFuture.completedStage(new Review(List.of()));
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    TemplateFill.Filled made = made(ask);
    if (!made.word()) {
      return documents.render(ask, planned, manuscript, format);
    }
    return artifacts
        .find(ask.tenant(), made.text())
        .thenApply(Optional::orElseThrow)
        .thenApply(
            file ->
                new RenderedFile(
                    format.extension(),
                    DocumentName.fileName(planned.title(), format.extension()),
                    format.mediaType(),
                    made.text(),
                    file.size(),
                    false,
                    0));
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return documents.shelve(ask, planned, manuscript);
  }

  private CompletionStage<String> markdown(Ask ask) {
    return atWork.get(
        ask.jobId(),
        (job, executor) -> filled.markdown(ask.tenant(), fill(ask)).toCompletableFuture());
  }

  private static TemplateFill fill(Ask ask) {
    return ask.template().orElseThrow();
  }

  private static TemplateFill.Filled made(Ask ask) {
    return fill(ask).filled().orElseThrow();
  }
}
