package io.blatam.bul.production;

import io.blatam.bul.store.RenderingTable;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A manuscript as files. The same text in the same format is laid out once for a tenant. */
final class Rendering {

  private final Exporter exporter = Exporter.create();
  private final Texts texts;
  private final Letterhead letterhead;
  private final RenderingTable renderings;
  private final Executor executor;

  Rendering(Texts texts, RenderingTable renderings, Executor executor) {
    this.texts = texts;
    this.letterhead = new Letterhead(texts);
    this.renderings = renderings;
    this.executor = executor;
  }

  /**
   * @param title what the file is named after
   */
  CompletionStage<RenderedFile> render(
      String tenant, String title, Manuscript manuscript, ExportFormat format) {
    long started = System.nanoTime();
    var source =
        new RenderingTable.Source(
            tenant, manuscript.markdown(), format.extension(), exporter.version());
    return renderings
        .find(source)
        .thenCompose(
            known ->
                known.isPresent()
                    ? CompletableFuture.completedStage(
                        file(title, format, known.get(), true, started))
                    : rendered(source, format)
                        .thenApply(made -> file(title, format, made, false, started)));
  }

  private CompletionStage<RenderingTable.Rendering> rendered(
      RenderingTable.Source source, ExportFormat format) {
    return texts
        .read(source.tenant(), source.markdown())
        .thenComposeAsync(
            markdown ->
                letterhead
                    .logo(source.tenant(), Exporter.logo(markdown))
                    .thenApplyAsync(logo -> exporter.export(markdown, logo, format), executor),
            executor)
        .thenCompose(bytes -> texts.store(source.tenant(), format.mediaType(), bytes))
        .thenCompose(
            artifact -> {
              var rendering = new RenderingTable.Rendering(artifact.id(), artifact.size());
              return renderings.add(source, rendering).thenApply(added -> rendering);
            });
  }

  private static RenderedFile file(
      String title,
      ExportFormat format,
      RenderingTable.Rendering rendering,
      boolean cached,
      long startedNanos) {
    return new RenderedFile(
        format.extension(),
        DocumentName.fileName(title, format.extension()),
        format.mediaType(),
        rendering.file(),
        rendering.size(),
        cached,
        (System.nanoTime() - startedNanos) / 1_000_000);
  }
}
