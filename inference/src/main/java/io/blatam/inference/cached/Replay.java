package io.blatam.inference.cached;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.provider.TextPieces;

/** A finished answer as if it were being written. */
final class Replay {

  private Replay() {}

  static Source<GenerationChunk, NotUsed> of(Generation generation) {
    Source<GenerationChunk, NotUsed> start =
        Source.single(new GenerationChunk.Started(generation.model(), generation.origin()));
    return start
        .concat(Source.from(TextPieces.of(generation.text())).map(GenerationChunk.Delta::new))
        .concat(Source.single(new GenerationChunk.Completed(generation)));
  }
}
