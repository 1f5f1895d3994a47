package io.blatam.inference.template;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.ResponseFormat;
import io.blatam.inference.api.Usage;
import io.blatam.inference.provider.Provider;
import io.blatam.inference.provider.TextPieces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Answers without a language model. A request with a composition gets it, unchanged; one without,
 * such as plain chat, gets the sentences of its own messages that answer its question best. Fails
 * with whatever the composition throws.
 */
public final class TemplateGenerator implements Provider {

  /**
   * As printed in documents; the number rises when the same request would be answered differently.
   */
  public static final String MODEL = "template 1";

  private static final String NAME = "template";

  private final ExtractiveAnswer extractive;
  private final Executor blocking;

  /**
   * @param blocking composing and embedding take their time and run here
   */
  public TemplateGenerator(Embedder embedder, Executor blocking) {
    this.extractive = new ExtractiveAnswer(embedder);
    this.blocking = blocking;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String identity() {
    return MODEL;
  }

  @Override
  public List<String> models() {
    return List.of(NAME);
  }

  @Override
  public Source<GenerationChunk, NotUsed> generate(GenerationRequest request) {
    return Source.lazyCompletionStage(
            () -> CompletableFuture.supplyAsync(() -> write(request), blocking))
        .mapConcat(TemplateGenerator::chunks)
        .mapMaterializedValue(done -> NotUsed.getInstance());
  }

  /** Being silently ignored, these would change what the caller gets. */
  private static void refuseWhatNeedsModel(GenerationRequest request) {
    boolean schema =
        request.parameters().responseFormat().flatMap(ResponseFormat::schema).isPresent();
    if (request.parameters().tools().isPresent() || schema) {
      throw new GenerationException(
          Reason.REJECTED,
          (schema ? "response_format: " : "tools: ")
              + "the model 'template' can not do that; ask a language model"
              + " (blatam.inference.openai or blatam.inference.gguf)");
    }
  }

  private Generation write(GenerationRequest request) {
    refuseWhatNeedsModel(request);
    long started = System.nanoTime();
    Cut written =
        request
            .composition()
            .map(composition -> new Cut(composition.compose(), "stop"))
            .orElseGet(() -> Cut.of(extractive.answer(request.messages()), request.parameters()));
    return new Generation(
        written.text(),
        Usage.estimate(request, written.text()),
        MODEL,
        written.finishReason(),
        Origin.MODEL,
        Duration.ofNanos(System.nanoTime() - started),
        Duration.ZERO);
  }

  private static List<GenerationChunk> chunks(Generation generation) {
    Stream<GenerationChunk> start =
        Stream.of(new GenerationChunk.Started(generation.model(), generation.origin()));
    Stream<GenerationChunk> text =
        TextPieces.of(generation.text()).stream().map(GenerationChunk.Delta::new);
    Stream<GenerationChunk> end = Stream.of(new GenerationChunk.Completed(generation));
    return Stream.of(start, text, end).flatMap(chunk -> chunk).toList();
  }
}
