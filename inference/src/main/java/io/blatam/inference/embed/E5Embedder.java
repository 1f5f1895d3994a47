package io.blatam.inference.embed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * E5-small-v2, quantized, on ONNX Runtime in this process (Wang et al., "Text Embeddings by
 * Weakly-Supervised Contrastive Pre-training", 2022). Loading takes about a second and happens on
 * first use, or in {@link #warmUp}.
 */
public final class E5Embedder implements Embedder {

  /** As the OpenAI-compatible door calls it. */
  public static final String MODEL = "e5-small-v2";

  private static final int DIMENSION = 384;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final int maxBatch;
  private final Executor threads;

  /**
   * Initialised when the first text comes: class loading is Java's own lazy and thread-safe holder.
   */
  private static final class Loaded {
    static final E5Model NATIVE = new E5Model();
  }

  /**
   * @param threads where texts are embedded, one at a time each; {@link #embed} waits for it, so it
   *     must not be the caller's own
   */
  public E5Embedder(int maxBatch, Executor threads) {
    this.maxBatch = maxBatch;
    this.threads = threads;
  }

  /** Loads the model in the background. */
  public void warmUp() {
    threads.execute(() -> embedOne("query: warm-up"));
  }

  @Override
  public List<float[]> embed(List<String> texts, Role role) {
    return futures(texts, role).stream().map(CompletableFuture::join).toList();
  }

  @Override
  public CompletionStage<List<float[]>> embedAsync(List<String> texts, Role role) {
    try {
      List<CompletableFuture<float[]>> futures = futures(texts, role);
      return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
          .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
    } catch (GenerationException | IllegalArgumentException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private List<CompletableFuture<float[]>> futures(List<String> texts, Role role) {
    if (texts.size() > maxBatch) {
      throw new IllegalArgumentException(
          "texts: at most " + maxBatch + " at a time, not " + texts.size());
    }
    String prefix = role == Role.QUERY ? "query: " : "passage: ";
    try {
      return texts.stream()
          .map(text -> CompletableFuture.supplyAsync(() -> embedOne(prefix + text), threads))
          .toList();
    } catch (RejectedExecutionException full) {
      throw new GenerationException(
          Reason.RATE_LIMITED,
          "too many texts wait to be embedded (blatam.inference.embedding.max-waiting); try again"
              + " shortly",
          Optional.of(RETRY_AFTER));
    }
  }

  private static float[] embedOne(String text) {
    List<Embedding> embedded = Loaded.NATIVE.embedAll(List.of(TextSegment.from(text))).content();
    return embedded.get(0).vector();
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }
}
