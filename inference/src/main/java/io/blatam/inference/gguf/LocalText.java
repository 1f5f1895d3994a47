package io.blatam.inference.gguf;

import akka.stream.BoundedSourceQueue;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Usage;
import io.blatam.inference.settings.GgufSettings;
import java.time.Duration;
import java.util.Optional;

/** One answer while it is written. Belongs to its model's owner. */
final class LocalText {

  private final LocalModel.Pieces pieces;
  private final BoundedSourceQueue<GenerationChunk> reader;
  private final String model;
  private final int promptTokens;
  private final int maxTokens;
  private final long startedNanos = System.nanoTime();
  private final StringBuilder text = new StringBuilder();
  private int written;

  private LocalText(
      LocalModel.Pieces pieces,
      BoundedSourceQueue<GenerationChunk> reader,
      String model,
      int promptTokens,
      int maxTokens) {
    this.pieces = pieces;
    this.reader = reader;
    this.model = model;
    this.promptTokens = promptTokens;
    this.maxTokens = maxTokens;
  }

  /**
   * @throws GenerationException (REJECTED) when the prompt does not fit
   */
  static LocalText begin(
      LocalModel model,
      GgufSettings settings,
      GenerationRequest request,
      BoundedSourceQueue<GenerationChunk> reader) {
    if (request.parameters().tools().isPresent()) {
      throw new GenerationException(
          Reason.REJECTED, "tools: a local GGUF model calls none here; leave them out");
    }
    String prompt = model.prompt(request.messages());
    // And one for the mark of the beginning.
    int promptTokens = model.tokens(prompt) + 1;
    int room = settings.context() - promptTokens;
    if (room < 1) {
      throw new GenerationException(
          Reason.REJECTED,
          "the prompt has "
              + promptTokens
              + " tokens, and the model's context has "
              + settings.context()
              + " (blatam.inference.gguf.context)");
    }
    int maxTokens = Math.min(room, request.parameters().maxTokens().orElse(room));
    LocalText begun =
        new LocalText(
            model.write(prompt, request.parameters(), maxTokens),
            reader,
            settings.model(),
            promptTokens,
            maxTokens);
    reader.offer(new GenerationChunk.Started(settings.model(), Origin.MODEL));
    return begun;
  }

  BoundedSourceQueue<GenerationChunk> reader() {
    return reader;
  }

  /** Whether it goes on; blocks for a token's time. */
  boolean writeNext() {
    Optional<String> piece = pieces.next();
    if (piece.isEmpty()) {
      complete();
      return false;
    }
    if (!piece.get().isEmpty()) {
      written++;
      text.append(piece.get());
      reader.offer(new GenerationChunk.Delta(piece.get()));
    }
    return true;
  }

  private void complete() {
    reader.offer(
        new GenerationChunk.Completed(
            new Generation(
                text.toString(),
                new Usage(promptTokens, written, false),
                model,
                written >= maxTokens ? "length" : "stop",
                Origin.MODEL,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                Duration.ZERO)));
    reader.complete();
  }

  void cancel() {
    pieces.cancel();
  }
}
