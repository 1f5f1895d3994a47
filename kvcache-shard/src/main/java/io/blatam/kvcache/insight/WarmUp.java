package io.blatam.kvcache.insight;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * Brings entries up from below memory before somebody asks for them: looking an entry up is what
 * moves it, and a peek counts neither as a hit nor as a use. Thread-safe.
 */
public final class WarmUp {

  /** Keys under way at once, so that callers are not held up. */
  private static final int AT_ONCE = 64;

  private final ClusterInsight insight;
  private final BiFunction<CacheKey, Edit, CompletionStage<Effect>> cache;
  private final Executor executor;

  public WarmUp(
      ClusterInsight insight,
      BiFunction<CacheKey, Edit, CompletionStage<Effect>> cache,
      Executor executor) {
    this.insight = insight;
    this.cache = cache;
    this.executor = executor;
  }

  /**
   * The hottest keys that the segments know of, whether or not they are in memory.
   *
   * @return how many there are; they are looked up in the background
   */
  public CompletionStage<Integer> hottest(
      Optional<String> tenant, Optional<String> namespace, int count) {
    return insight
        .report(new Inquiry(tenant, namespace, Inquiry.Depth.PROFILE, count))
        .thenApplyAsync(
            report -> {
              List<CacheKey> keys =
                  report.profile().hot().stream()
                      .map(hot -> new CacheKey(hot.tenant(), hot.namespace(), hot.key()))
                      .toList();
              start(keys);
              return keys.size();
            },
            executor);
  }

  /** Looks the keys up in the background, some at a time. */
  public void start(List<CacheKey> keys) {
    List<CacheKey> first = keys.subList(0, Math.min(AT_ONCE, keys.size()));
    List<CacheKey> rest = keys.subList(first.size(), keys.size());
    CompletableFuture<?>[] under =
        first.stream()
            .map(key -> cache.apply(key, new Edit.Peek()).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    if (!rest.isEmpty()) {
      // A key that can not be looked up now stays where it is.
      CompletableFuture.allOf(under).whenCompleteAsync((done, failure) -> start(rest), executor);
    }
  }
}
