package io.blatam.inference.cached;

import akka.NotUsed;
import akka.stream.KillSwitches;
import akka.stream.Materializer;
import akka.stream.OverflowStrategy;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.kvcache.api.Loaded;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One request's own asking of a model, if it comes to that: the pieces go to its reader as they
 * come, the whole is what the cache keeps. Thread-safe.
 */
final class AnswerLoad {

  /**
   * Pieces that a slow reader may be behind; the model goes on meanwhile, since others may be
   * waiting.
   */
  private static final int READ_BEHIND = 16 * 1024;

  private final Supplier<Source<GenerationChunk, NotUsed>> model;
  private final Duration patience;
  private final Materializer materializer;
  private final Executor executor;
  private final CompletableFuture<Loaded> loaded = new CompletableFuture<>();

  /**
   * @param patience the longest that the model may take; whoever cancels later is told so
   */
  AnswerLoad(
      Supplier<Source<GenerationChunk, NotUsed>> model,
      Duration patience,
      Materializer materializer) {
    this.model = model;
    this.patience = patience;
    this.materializer = materializer;
    this.executor = materializer.executionContext()::execute;
  }

  /** Asks the model; to be called once. Fails as the model does, and when the reader goes. */
  CompletableFuture<Loaded> into(Sink<GenerationChunk, ?> reader) {
    UniqueKillSwitch stop =
        model
            .get()
            .map(this::noteCompletion)
            .watchTermination(
                (mat, done) -> {
                  done.whenCompleteAsync((end, failure) -> noteEnd(failure), executor);
                  return mat;
                })
            .viaMat(KillSwitches.single(), Keep.right())
            .buffer(READ_BEHIND, OverflowStrategy.backpressure())
            .to(reader)
            .run(materializer);
    loaded.whenComplete(
        (value, failure) -> {
          if (failure instanceof CancellationException) {
            stop.abort(tooLate());
          }
        });
    return loaded;
  }

  /** Stops the model where it is at work for this request. */
  void cancel() {
    loaded.cancel(true);
  }

  /** Whether the whole answer is there. */
  boolean isComplete() {
    return loaded.isDone() && !loaded.isCompletedExceptionally();
  }

  private GenerationChunk noteCompletion(GenerationChunk chunk) {
    if (chunk instanceof GenerationChunk.Completed completed) {
      Generation generation = completed.generation();
      byte[] bytes = StoredGeneration.of(generation).bytes();
      loaded.complete(
          (StoredGeneration.isWorthKeeping(generation) ? Loaded.of(bytes) : Loaded.uncached(bytes))
              .withCost(generation.elapsed()));
    }
    return chunk;
  }

  /** Without effect after a completed answer. */
  private void noteEnd(Throwable failure) {
    loaded.completeExceptionally(
        failure != null ? failure : new CancellationException("nobody reads the answer any more"));
  }

  private GenerationException tooLate() {
    return new GenerationException(
        Reason.TIMEOUT, "the answer took longer than " + patience.toSeconds() + " s");
  }
}
