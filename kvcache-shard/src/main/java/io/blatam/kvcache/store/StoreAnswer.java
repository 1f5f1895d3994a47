package io.blatam.kvcache.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What a store answers. Anybody may have written the store, and what it does wrong must not harm
 * the thread that asks it, which is often that of a whole segment.
 */
public final class StoreAnswer {

  private StoreAnswer() {}

  /** The stage of the answer; a failed one where the store throws, or gives no stage at all. */
  public static <T> CompletionStage<T> to(Supplier<CompletionStage<T>> question) {
    try {
      CompletionStage<T> answer = question.get();
      return answer == null
          ? CompletableFuture.failedFuture(new IllegalStateException("the store gave no stage"))
          : answer;
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
