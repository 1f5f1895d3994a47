package io.blatam.bul.queue;

import akka.Done;
import io.blatam.bul.production.DocumentProduction;
import io.blatam.bul.production.Manuscript;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.Production;
import io.blatam.bul.production.RenderedFile;
import io.blatam.bul.production.Review;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.store.Ask;
import io.blatam.bul.template.TemplateProduction;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.Platform;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The stages of whichever kind of document was asked for.
 *
 * @param described of a brief
 * @param templated of one of the tenant's own templates
 */
record ProductionBySubject(Production described, Production templated) implements Production {

  static Production on(Platform platform) {
    Production described = new DocumentProduction(platform);
    return new ProductionBySubject(described, new TemplateProduction(platform, described));
  }

  private Production of(Ask ask) {
    return ask.template().isPresent() ? templated : described;
  }

  @Override
  public String provider() {
    return described.provider();
  }

  @Override
  public CompletionStage<PlannedDocument> plan(Ask ask) {
    return of(ask).plan(ask);
  }

  @Override
  public CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index) {
    return of(ask).write(ask, planned, index);
  }

  @Override
  public CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections) {
    return of(ask).assemble(ask, planned, sections);
  }

  @Override
  public CompletionStage<Review> review(Ask ask, Manuscript manuscript) {
    return of(ask).review(ask, manuscript);
  }

  @Override
  public CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format) {
    return of(ask).render(ask, planned, manuscript, format);
  }

  @Override
  public void abandon(String jobId) {
    described.abandon(jobId);
    templated.abandon(jobId);
  }

  @Override
  public CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript) {
    return of(ask).shelve(ask, planned, manuscript);
  }
}
