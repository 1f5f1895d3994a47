package io.blatam.inference.cached;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.TextGenerator;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.semantic.SimilarPrompts;
import io.blatam.kvcache.api.KvCache;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A provider that is only asked where no answer to nearly the same prompt may serve. */
final class SimilarAnswers implements TextGenerator {

  private final Provider provider;
  private final SimilarPrompts prompts;
  private final KvCache cache;
  private final AnswerKeys keys;
  private final Executor executor;

  /**
   * @param keys under which a request's own answer is cached
   */
  SimilarAnswers(
      Provider provider,
      SimilarPrompts prompts,
      KvCache cache,
      AnswerKeys keys,
      Executor executor) {
    this.provider = provider;
    this.prompts = prompts;
    this.cache = cache;
    this.keys = keys;
    this.executor = executor;
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    CompletionStage<Source<GenerationChunk, NotUsed>> answer =
        prompts
            .find(request)
            .thenComposeAsync(
                found ->
                    earlier(request, found)
                        .thenApply(
                            stored ->
                                stored
                                    .map(SimilarAnswers::replay)
                                    .orElseGet(() -> remembering(request, found))),
                executor);
    return Source.completionStageSource(answer).mapMaterializedValue(done -> NotUsed.getInstance());
  }

  private CompletionStage<Optional<StoredGeneration>> earlier(
      GenerationRequest request, SimilarPrompts.Found found) {
    return found
        .fingerprint()
        .map(
            fingerprint ->
                cache
                    .get(keys.beside(request, fingerprint))
                    .thenApply(bytes -> bytes.map(StoredGeneration::read))
                    .exceptionally(failure -> Optional.empty()))
        .orElse(CompletableFuture.completedFuture(Optional.empty()));
  }

  private Source<GenerationChunk, NotUsed> remembering(
      GenerationRequest request, SimilarPrompts.Found found) {
    return provider
        .generate(request)
        .map(
            chunk -> {
              if (chunk instanceof GenerationChunk.Completed completed
                  && StoredGeneration.isWorthKeeping(completed.generation())) {
                found
                    .sketch()
                    .ifPresent(
                        sketch -> prompts.remember(request, keys.fingerprint(request), sketch));
              }
              return chunk;
            });
  }

  private static Source<GenerationChunk, NotUsed> replay(StoredGeneration stored) {
    return Replay.of(
        stored.replayed(Origin.SIMILAR, Duration.ZERO, Duration.ofMillis(stored.millis())));
  }
}
