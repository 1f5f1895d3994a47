package io.blatam.bul.production;

import io.blatam.bul.api.JobView;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.DocumentTable;
import io.blatam.redundancy.api.EarlierDocument;
import io.blatam.redundancy.api.Overlap;
import io.blatam.redundancy.api.PassageMatch;
import io.blatam.redundancy.api.Redundancy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  private final Texts texts;
  private final Executor executor;
  private final int compareWith;
  private final double overlapFrom;

  Comparing(
      DocumentTable documents,
      Texts texts,
      Executor executor,
      int compareWith,
      double overlapFrom) {
    this.documents = documents;
    this.texts = texts;
    this.executor = executor;
    this.compareWith = compareWith;
    this.overlapFrom = overlapFrom;
  }

  CompletionStage<Review> compare(Ask ask, String markdown) {
    return documents
        .before(ask.tenant(), ask.at(), compareWith)
        .thenApplyAsync(earlier -> close(markdown, others(ask, earlier)), executor)
        .thenCompose(close -> withTexts(ask.tenant(), close))
        .thenApplyAsync(
            close ->
                new Review(
                    Redundancy.overlaps(markdown, close, overlapFrom).stream()
                        .map(Comparing::overlap)
                        .toList()),
            executor);
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
      String markdown, List<DocumentTable.Finished> earlier) {
    var signature = Redundancy.signature(markdown);
    return earlier.stream()
        .filter(document -> signature.estimatedJaccard(document.signature()) > 0)
        .sorted(
            Comparator.comparingDouble(
                document -> -signature.estimatedContainmentIn(document.signature())))
        .limit(CLOSE)
        .toList();
  }

  private CompletionStage<List<EarlierDocument>> withTexts(
      String tenant, List<DocumentTable.Finished> close) {
    CompletionStage<List<EarlierDocument>> loaded =
        CompletableFuture.completedStage(new ArrayList<>());
    for (DocumentTable.Finished document : close) {
      loaded =
          loaded.thenCombine(
              texts.read(tenant, document.markdown()),
              (list, text) -> {
                list.add(
                    new EarlierDocument(
                        document.jobId(),
                        document.title(),
                        document.signature(),
                        Optional.of(text)));
                return list;
              });
    }
    return loaded;
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
