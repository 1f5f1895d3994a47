package io.blatam.bul.production;

import akka.Done;
import io.blatam.bul.store.Ask;
import io.blatam.export.api.ExportFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The stages. Each may be run again after a crash, on another node, with the same outcome: whatever
 * it stores it stores under the hash of its content or under the job's id. Thread-safe.
 */
public interface Production {

  /** Who provides the model that writes; limits are counted by it. */
  String provider();

  CompletionStage<PlannedDocument> plan(Ask ask);

  CompletionStage<WrittenSection> write(Ask ask, PlannedDocument planned, int index);

  CompletionStage<Manuscript> assemble(
      Ask ask, PlannedDocument planned, List<WrittenSection> sections);

  CompletionStage<Review> review(Ask ask, Manuscript manuscript);

  CompletionStage<RenderedFile> render(
      Ask ask, PlannedDocument planned, Manuscript manuscript, ExportFormat format);

  /** Puts the document among those that later ones are compared with. */
  CompletionStage<Done> shelve(Ask ask, PlannedDocument planned, Manuscript manuscript);
}
