package io.blatam.kvcache.client;

import io.blatam.kvcache.api.Loaded;
import io.blatam.platform.StageFailure;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A loader at work: runs on the executor, reports its end once, and can be told to stop. */
final class Load {

  private final CompletableFuture<Loaded> result = new CompletableFuture<>();

  private Load() {}

  /**
   * @param end gets the value or the failure, never both and never neither
   */
  static Load start(
      Supplier<CompletionStage<Loaded>> loader,
      Executor executor,
      BiConsumer<Optional<Loaded>, Optional<Throwable>> end) {
    Load load = new Load();
    load.result.whenCompleteAsync(
        (loaded, failure) -> end.accept(Optional.ofNullable(loaded), Optional.ofNullable(failure)),
        executor);
    executor.execute(() -> load.run(loader, executor));
    return load;
  }

  void cancel() {
    result.cancel(false);
  }

  private void run(Supplier<CompletionStage<Loaded>> loader, Executor executor) {
    if (result.isDone()) {
      return;
    }
    try {
      CompletionStage<Loaded> stage = loader.get();
      stage.whenCompleteAsync(this::ended, executor);
      result.whenComplete((loaded, failure) -> stopIfCancelled(stage, failure));
    } catch (RuntimeException | Error failure) {
      result.completeExceptionally(failure);
    }
  }

  private void ended(Loaded loaded, Throwable failure) {
    if (failure != null) {
      result.completeExceptionally(StageFailure.cause(failure));
    } else if (loaded == null) {
      result.completeExceptionally(new IllegalStateException("a cache loader completed with null"));
    } else {
      result.complete(loaded);
    }
  }

  private static void stopIfCancelled(CompletionStage<Loaded> stage, Throwable failure) {
    if (failure instanceof CancellationException) {
      stage.toCompletableFuture().cancel(true);
    }
  }
}
