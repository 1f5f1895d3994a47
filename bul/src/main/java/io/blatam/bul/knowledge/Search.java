package io.blatam.bul.knowledge;

import io.blatam.bul.knowledge.index.Hit;
import io.blatam.bul.knowledge.index.Indexes;
import io.blatam.bul.knowledge.index.Question;
import io.blatam.bul.store.ChunkTable;
import io.blatam.bul.store.ChunkTable.Key;
import io.blatam.inference.api.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the passages of a tenant's notes that fit a question, by words and by meaning. Thread-safe.
 */
final class Search {

  private static final Logger LOG = LoggerFactory.getLogger(Search.class);

  private final ChunkTable chunks;
  private final Indexes indexes;
  private final Embedder embedder;

  Search(ChunkTable chunks, Indexes indexes, Embedder embedder) {
    this.chunks = chunks;
    this.indexes = indexes;
    this.embedder = embedder;
  }

  /** For each question the passages that fit it, best first. */
  CompletionStage<List<List<Passage>>> of(String tenant, List<String> questions, int limit) {
    return chunks
        .version(tenant)
        .thenCompose(
            version ->
                version == 0
                    ? CompletableFuture.completedStage(
                        questions.stream().map(question -> List.<Passage>of()).toList())
                    : questions(questions)
                        .thenCompose(asked -> indexes.search(tenant, asked, limit))
                        .thenCompose(hits -> passages(tenant, hits)));
  }

  private CompletionStage<List<Question>> questions(List<String> texts) {
    return embedder
        .embedAsync(texts, Embedder.Role.QUERY)
        .thenApply(
            vectors -> {
              List<Question> questions = new ArrayList<>();
              for (int i = 0; i < texts.size(); i++) {
                questions.add(new Question(texts.get(i), Optional.of(vectors.get(i))));
              }
              return questions;
            })
        .exceptionally(
            failure -> {
              LOG.warn("notes are searched by words alone: {}", failure.getMessage());
              return texts.stream().map(text -> new Question(text, Optional.empty())).toList();
            });
  }

  /** The texts come from the table, so that what was deleted meanwhile is not shown. */
  private CompletionStage<List<List<Passage>>> passages(String tenant, List<List<Hit>> hits) {
    List<Key> keys = hits.stream().flatMap(List::stream).map(Hit::key).distinct().toList();
    return chunks
        .find(tenant, keys)
        .thenApply(
            found ->
                hits.stream()
                    .map(
                        list ->
                            list.stream()
                                .filter(hit -> found.containsKey(hit.key()))
                                .map(hit -> passage(hit, found.get(hit.key())))
                                .toList())
                    .toList());
  }

  private static Passage passage(Hit hit, ChunkTable.Found found) {
    return new Passage(hit.key().noteId(), found.title(), found.chunk(), hit.relevance());
  }
}
