package io.blatam.inference.cached;

import akka.NotUsed;
import akka.actor.typed.javadsl.Adapter;
import akka.japi.Pair;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.TextGenerator;
import io.blatam.inference.api.Usage;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.semantic.SimilarPrompts;
import io.blatam.inference.settings.InferenceSettings;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.api.TokenLedger;
import io.blatam.platform.StageFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.reactivestreams.Subscriber;

/**
 * A provider behind the cache. Of equal requests anywhere in the cluster one asks the provider and
 * streams through; the others wait and get the whole answer replayed, as does everyone who comes
 * later. Only a completed answer is kept: one that failed or was cancelled leaves nothing, and the
 * next in line asks anew.
 */
public final class CachedGenerator implements TextGenerator {

  private static final String NAMESPACE = InferenceSettings.GENERATIONS;

  private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(1);

  private final Provider provider;

  /** The provider, or what spares asking it. */
  private final TextGenerator answers;

  private final KvCache cache;
  private final InferenceSettings.Cache settings;
  private final LoadOptions options;
  private final AnswerKeys keys;
  private final Materializer materializer;
  private final TokenLedger ledger;
  private final Executor executor;

  /**
   * @param similar where an answer to nearly the same prompt may serve as well
   * @param patience the longest that the provider may take for an answer
   */
  public CachedGenerator(
      Provider provider,
      Optional<SimilarPrompts> similar,
      KvCache cache,
      InferenceSettings.Cache settings,
      Duration patience,
      Materializer materializer) {
    this.provider = provider;
    this.cache = cache;
    this.settings = settings;
    this.options =
        new LoadOptions(settings.ttl(), patience, patience.multipliedBy(2), Optional.empty());
    this.keys = new AnswerKeys(provider.identity(), settings.conversations());
    this.materializer = materializer;
    this.ledger = TokenLedger.of(Adapter.toTyped(materializer.system()));
    this.executor = materializer.executionContext()::execute;
    this.answers =
        similar
            .<TextGenerator>map(
                prompts -> new SimilarAnswers(provider, prompts, cache, keys, executor))
            .orElse(provider);
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    return cacheable(request)
        ? Source.lazySource(() -> cached(request))
            .mapMaterializedValue(done -> NotUsed.getInstance())
        : provider.generate(request);
  }

  /**
   * The whole answer, as {@link #generate} would end; a hit needs no stream. Cancelling the
   * returned future gives up this request's place, and stops the model where it is at work for this
   * request.
   */
  public CompletableFuture<Generation> complete(GenerationRequest request) {
    long started = System.nanoTime();
    AnswerLoad load = load(request);
    CompletableFuture<Generation> answer = new CompletableFuture<>();
    CompletableFuture<Outcome> outcome =
        cacheable(request)
            ? cache
                .getOrLoad(keys.of(request), options(request), () -> load.into(Sink.ignore()))
                .toCompletableFuture()
            : load.into(Sink.ignore()).thenApplyAsync(CachedGenerator::own, executor);
    outcome.whenCompleteAsync(
        (found, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(explained(failure));
          } else {
            answer.complete(noted(request, generation(found, started)));
          }
        },
        executor);
    answer.whenComplete(
        (generation, failure) -> {
          if (answer.isCancelled()) {
            outcome.cancel(true);
            load.cancel();
          }
        });
    return answer;
  }

  /** The name under which the answer to a request is cached. */
  public String fingerprint(GenerationRequest request) {
    return keys.of(request).key();
  }

  /** Removes answers of a tenant by their names. */
  public CompletionStage<Void> forget(String tenant, Collection<String> fingerprints) {
    return CompletableFuture.allOf(
        fingerprints.stream()
            .map(name -> cache.remove(new CacheKey(tenant, NAMESPACE, name)).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private boolean cacheable(GenerationRequest request) {
    return settings.enabled() && (settings.nondeterministic() || deterministic(request));
  }

  private static boolean deterministic(GenerationRequest request) {
    var parameters = request.parameters();
    return request.composition().isPresent()
        || parameters.seed().isPresent()
        || parameters.temperature().orElse(1) == 0;
  }

  private Source<GenerationChunk, NotUsed> cached(GenerationRequest request) {
    long started = System.nanoTime();
    CompletableFuture<Source<GenerationChunk, NotUsed>> answer = new CompletableFuture<>();
    AnswerLoad load = load(request);
    CompletableFuture<Outcome> outcome =
        cache
            .getOrLoad(keys.of(request), options(request), () -> streamed(load, answer))
            .toCompletableFuture();
    outcome.whenCompleteAsync(
        (found, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(explained(failure));
          } else {
            // Where this request's own load ran, the answer is that stream already.
            answer.complete(replay(request, found, started));
          }
        },
        executor);
    return Source.completionStageSource(answer)
        .watchTermination(
            (mat, done) -> {
              done.whenCompleteAsync((end, failure) -> readerGone(load, outcome), executor);
              return NotUsed.getInstance();
            });
  }

  /**
   * When the reader goes, so does its place among the waiters, or its load; but what was loaded to
   * the end is kept, even if the reader left before the cache had it.
   */
  private static void readerGone(AnswerLoad load, CompletableFuture<Outcome> outcome) {
    if (!load.isComplete()) {
      outcome.cancel(true);
    }
  }

  private AnswerLoad load(GenerationRequest request) {
    TextGenerator asked = cacheable(request) ? answers : provider;
    return new AnswerLoad(() -> asked.generate(request), options.loadTimeout(), materializer);
  }

  /** The stream goes to the reader as it comes, and as a whole into the cache. */
  private CompletionStage<Loaded> streamed(
      AnswerLoad load, CompletableFuture<Source<GenerationChunk, NotUsed>> answer) {
    Pair<Subscriber<GenerationChunk>, Source<GenerationChunk, NotUsed>> bridge =
        Source.<GenerationChunk>asSubscriber().preMaterialize(materializer);
    CompletionStage<Loaded> loading = load.into(Sink.fromSubscriber(bridge.first()));
    answer.complete(bridge.second());
    return loading;
  }

  private Source<GenerationChunk, NotUsed> replay(
      GenerationRequest request, Outcome outcome, long started) {
    return Replay.of(noted(request, generation(outcome, started)));
  }

  /**
   * Tokens that another request has paid for already; those that the model counted itself, since an
   * estimate is nobody's bill.
   */
  private Generation noted(GenerationRequest request, Generation generation) {
    Usage usage = generation.usage();
    if (generation.origin() != Origin.MODEL && !usage.estimated()) {
      ledger.saved(request.tenant(), NAMESPACE, usage.promptTokens(), usage.completionTokens());
    }
    return generation;
  }

  private static Generation generation(Outcome outcome, long started) {
    StoredGeneration stored =
        outcome
            .value()
            .map(StoredGeneration::read)
            .orElseThrow(() -> new IllegalStateException("a generation is never absent"));
    Origin origin =
        switch (outcome.origin()) {
          case HIT, STALE -> Origin.CACHE;
          case JOINED -> Origin.JOINED;
          case LOADED, BYPASSED -> Origin.MODEL;
        };
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    return stored.similar()
        ? stored.replayed(Origin.SIMILAR, elapsed, Duration.ofMillis(stored.millis()))
        : stored.replayed(origin, elapsed, outcome.savedCost());
  }

  /** What this request's own load brought, where there is no cache in between. */
  private static Outcome own(Loaded loaded) {
    return new Outcome(loaded.value(), Outcome.Origin.BYPASSED, Duration.ZERO);
  }

  private LoadOptions options(GenerationRequest request) {
    return keys.before(request).map(options::withAfter).orElse(options);
  }

  private static Throwable explained(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (!(cause instanceof KvCacheException cacheFailure)) {
      return cause;
    }
    return switch (cacheFailure.reason()) {
      case BUSY ->
          new GenerationException(
              Reason.RATE_LIMITED, cause.getMessage(), Optional.of(RETRY_WHEN_BUSY));
      case LOAD_TIMEOUT ->
          new GenerationException(
              Reason.TIMEOUT, "an equal request is still being answered; try again later");
      case UNAVAILABLE, TOO_LARGE, STORE_FAILED ->
          new GenerationException(Reason.UNAVAILABLE, cause.getMessage());
    };
  }
}
