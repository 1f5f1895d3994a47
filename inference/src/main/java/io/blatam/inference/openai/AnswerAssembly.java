package io.blatam.inference.openai;

import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the endpoint's events, one after the other, into the chunks of one answer. Belongs to one
 * run of the stream.
 */
final class AnswerAssembly {

  private final GenerationRequest request;
  private final long startedNanos;
  private final String endpoint;
  private final StringBuilder text = new StringBuilder();
  private final ToolCalls toolCalls = new ToolCalls();
  private String model;
  private boolean started;
  private boolean done;
  private boolean completed;
  private Optional<String> finish = Optional.empty();
  private Optional<Usage> usage = Optional.empty();

  /**
   * @param endpoint the name of who answers
   */
  AnswerAssembly(GenerationRequest request, String endpoint, long startedNanos) {
    this.request = request;
    this.endpoint = endpoint;
    this.startedNanos = startedNanos;
    this.model = request.model();
  }

  /**
   * @throws UpstreamFailure if the body ends before the answer does
   */
  List<GenerationChunk> on(StreamEvent event) {
    List<GenerationChunk> chunks = new ArrayList<>(2);
    if (event instanceof StreamEvent.Text piece) {
      start(piece.model(), chunks);
      text.append(piece.text());
      chunks.add(new GenerationChunk.Delta(piece.text()));
    } else if (event instanceof StreamEvent.ToolPiece piece) {
      start(piece.model(), chunks);
      chunks.add(toolCalls.on(piece));
    } else if (event instanceof StreamEvent.Finish end) {
      finish = Optional.of(end.reason());
    } else if (event instanceof StreamEvent.Tokens tokens) {
      usage = Optional.of(new Usage(tokens.prompt(), tokens.completion(), tokens.estimated()));
    } else if (event == StreamEvent.Done.INSTANCE) {
      done = true;
    } else if (event == StreamEvent.EndOfBody.INSTANCE && !completed) {
      complete(chunks);
    }
    return chunks;
  }

  private void start(String named, List<GenerationChunk> chunks) {
    if (!started) {
      started = true;
      model = named.isEmpty() ? model : named;
      chunks.add(new GenerationChunk.Started(model, Origin.MODEL, Optional.of(endpoint)));
    }
  }

  boolean completed() {
    return completed;
  }

  /** What was read and written up to now; empty before the first piece. */
  Optional<Usage> usage() {
    return started ? Optional.of(counted()) : Optional.empty();
  }

  private Usage counted() {
    return usage.orElseGet(() -> Usage.estimate(request, text + toolCalls.written()));
  }

  /**
   * Some endpoints send no finish reason and some no [DONE]; one that sends neither has broken off.
   */
  private void complete(List<GenerationChunk> chunks) {
    if (!done && finish.isEmpty()) {
      throw UpstreamFailure.worthAnotherTry(
          Reason.UNAVAILABLE,
          "the model's endpoint broke off after " + text.length() + " characters");
    }
    start("", chunks);
    completed = true;
    String answer = text.toString();
    chunks.add(
        new GenerationChunk.Completed(
            new Generation(
                answer,
                toolCalls.whole(),
                counted(),
                model,
                Optional.of(endpoint),
                finish.orElse("stop"),
                Origin.MODEL,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                Duration.ZERO)));
  }
}
