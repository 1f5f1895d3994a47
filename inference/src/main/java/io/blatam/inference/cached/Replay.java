package io.blatam.inference.cached;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.provider.TextPieces;
import java.util.ArrayList;
import java.util.List;

/** A finished answer as if it were being written. */
final class Replay {

  private Replay() {}

  static Source<GenerationChunk, NotUsed> of(Generation generation) {
    Source<GenerationChunk, NotUsed> start =
        Source.single(
            new GenerationChunk.Started(
                generation.model(), generation.origin(), generation.endpoint()));
    return start
        .concat(Source.from(TextPieces.of(generation.text())).map(GenerationChunk.Delta::new))
        .concat(Source.from(calls(generation)))
        .concat(Source.single(new GenerationChunk.Completed(generation)));
  }

  private static List<GenerationChunk> calls(Generation generation) {
    List<GenerationChunk> pieces = new ArrayList<>();
    for (ToolCall call : generation.toolCalls()) {
      pieces.add(
          new GenerationChunk.ToolCallDelta(
              pieces.size(), call.id(), call.name(), call.arguments()));
    }
    return pieces;
  }
}
