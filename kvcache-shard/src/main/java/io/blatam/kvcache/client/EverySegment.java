package io.blatam.kvcache.client;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.copies.NodeCopies;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.Scan;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The segments of the cluster as a whole: what each says of itself, and what it holds, looked
 * through. Thread-safe.
 */
public final class EverySegment {

  private final int segments;
  private final Calls calls;
  private final NodeCopies copies;
  private final StoredKeys storedKeys;
  private final Executor executor;

  EverySegment(
      KvCacheSettings settings,
      Calls calls,
      NodeCopies copies,
      NamespaceWrites writes,
      Stores stores,
      Executor executor) {
    this.segments = settings.segments();
    this.calls = calls;
    this.copies = copies;
    this.executor = executor;
    this.storedKeys =
        new StoredKeys(
            writes,
            stores,
            segments,
            settings.operationTimeout(),
            executor,
            (tenant, namespace, scan) ->
                each(segment -> surveySegment(segment, tenant, namespace, scan)));
  }

  /**
   * What every segment says of itself and of one tenant's part in it, in the order of their
   * numbers.
   */
  public CompletionStage<List<Answer.Description>> describe(String tenant) {
    return each(
        segment ->
            calls.one(
                segment, id -> new Operation.Describe(id, tenant), Answer.Description.class::cast));
  }

  /** {@link #describe}, with an empty place for every segment that does not answer. */
  public CompletionStage<List<Optional<Answer.Description>>> describeEach(String tenant) {
    return each(
        segment ->
            calls
                .one(
                    segment,
                    id -> new Operation.Describe(id, tenant),
                    answer -> Optional.of((Answer.Description) answer))
                .exceptionally(failure -> Optional.empty()));
  }

  /**
   * Asks these segments for a sign of life, with which those come up that nobody has asked for
   * anything yet.
   *
   * @return completes when each has answered, or has not in time
   */
  public CompletionStage<Void> awaken(Set<Integer> numbers) {
    return CompletableFuture.allOf(
        numbers.stream()
            .map(
                segment ->
                    calls
                        .one(
                            segment,
                            id -> new Operation.Describe(id, CacheKey.SHARED_TENANT),
                            answer -> true)
                        .exceptionally(failure -> false)
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private <T> CompletionStage<List<T>> each(IntFunction<CompletionStage<T>> ask) {
    List<CompletableFuture<T>> answers =
        IntStream.range(0, segments)
            .mapToObj(segment -> ask.apply(segment).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApplyAsync(done -> answers.stream().map(CompletableFuture::join).toList(), executor);
  }

  /**
   * Looks through what one segment holds of a tenant's namespace. Where a store stands behind it,
   * keys are those of the store and of what it does not have yet: then the segments' numbers are
   * those of equal parts of all keys, wherever they live, and the first gives the count of all.
   */
  public CompletionStage<Page> survey(int segment, String tenant, String namespace, Scan scan) {
    if (storedKeys.answers(namespace, scan)) {
      return storedKeys.survey(segment, tenant, namespace, scan, System.currentTimeMillis());
    }
    return surveySegment(segment, tenant, namespace, scan);
  }

  private CompletionStage<Page> surveySegment(
      int segment, String tenant, String namespace, Scan scan) {
    Supplier<CompletionStage<Page>> survey =
        () ->
            calls.one(
                segment,
                id -> new Operation.Survey(id, tenant, namespace, scan),
                answer -> calls.expect(Answer.Surveyed.class, answer).page());
    return scan instanceof Scan.Clear
        ? copies.whileChanging(tenant, namespace, survey)
        : survey.get();
  }
}
