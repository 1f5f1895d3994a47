package io.blatam.bul.production;

import io.blatam.bul.api.JobView;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.DocumentTable;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.redundancy.api.Overlap;
import io.blatam.redundancy.api.PassageMatch;
import io.blatam.redundancy.api.ReadText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What a tenant's earlier documents already say: signatures first, then the texts of the few that
 * are close.
 */
final class Comparing {

  private static final int CLOSE = 5;
  private static final int PASSAGES = 3;
  private static final int PASSAGE_LENGTH = 240;

  private final DocumentTable documents;
  private final RecentTexts texts;
  private final Executor executor;
  private final int compareWith;
  private final double overlapFrom;

  Comparing(
      DocumentTable documents,
      RecentTexts texts,
      Executor executor,
      int compareWith,
      double overlapFrom) {
    this.documents = documents;
    this.texts = texts;
    this.executor = executor;
    this.compareWith = compareWith;
    this.overlapFrom = overlapFrom;
  }

  private record Earlier(DocumentTable.Finished document, ReadText text) {}

  /**
   * @param markdown the document, stored
   */
  CompletionStage<Review> compare(Ask ask, ArtifactId markdown) {
    return texts
        .read(ask.tenant(), markdown)
        .thenCompose(
            text ->
                documents
                    .before(ask.tenant(), ask.at(), compareWith)
                    .thenApplyAsync(earlier -> close(text, others(ask, earlier)), executor)
                    .thenCompose(close -> withTexts(ask.tenant(), close))
                    .thenApplyAsync(close -> new Review(overlaps(text, close)), executor));
  }

  /** A version says what the one before it says. */
  private static List<DocumentTable.Finished> others(
      Ask ask, List<DocumentTable.Finished> earlier) {
    return ask.revision()
        .map(
            revision ->
                earlier.stream()
                    .filter(document -> !document.jobId().equals(revision.document()))
                    .toList())
        .orElse(earlier);
  }

  private static List<DocumentTable.Finished> close(
      ReadText text, List<DocumentTable.Finished> earlier) {
    var signature = text.signature();
    return earlier.stream()
        .filter(document -> signature.estimatedJaccard(document.signature()) > 0)
        .sorted(
            Comparator.comparingDouble(
                document -> -signature.estimatedContainmentIn(document.signature())))
        .limit(CLOSE)
        .toList();
  }

  private CompletionStage<List<Earlier>> withTexts(
      String tenant, List<DocumentTable.Finished> close) {
    CompletionStage<List<Earlier>> loaded = CompletableFuture.completedStage(new ArrayList<>());
    for (DocumentTable.Finished document : close) {
      loaded =
          loaded.thenCombine(
              texts.read(tenant, document.markdown()),
              (list, text) -> {
                list.add(new Earlier(document, text));
                return list;
              });
    }
    return loaded;
  }

  private List<JobView.Overlap> overlaps(ReadText text, List<Earlier> close) {
    return close.stream()
        .map(
            earlier ->
                text.overlapWith(
                    earlier.document().jobId(), earlier.document().title(), earlier.text()))
        .filter(overlap -> overlap.containment() > 0 && overlap.containment() >= overlapFrom)
        .sorted(Comparator.comparingDouble((Overlap overlap) -> -overlap.containment()))
        .map(Comparing::overlap)
        .toList();
  }

  private static JobView.Overlap overlap(Overlap overlap) {
    return new JobView.Overlap(
        overlap.documentId(),
        overlap.title(),
        Math.round(overlap.containment() * 1000) / 1000.0,
        overlap.passages().stream()
            .sorted(Comparator.comparingInt(PassageMatch::words).reversed())
            .limit(PASSAGES)
            .map(passage -> passage.text().strip())
            .map(
                text ->
                    text.length() <= PASSAGE_LENGTH
                        ? text
                        : text.substring(0, PASSAGE_LENGTH) + "…")
            .toList());
  }
}
