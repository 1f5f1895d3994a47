package io.blatam.inference.api;

import akka.NotUsed;
import akka.stream.javadsl.Source;

/** Anything that answers a request with text: a provider, or the cached path in front of one. */
public interface TextGenerator {

  /**
   * A stream that does nothing until it is run, and asks again each time it is run. Cancelling it
   * stops the model, as far as the model can be stopped. Fails with a {@link GenerationException}.
   */
  Source<GenerationChunk, NotUsed> generate(GenerationRequest request);
}
