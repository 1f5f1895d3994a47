package io.blatam.inference.api;

/**
 * A part of a streamed answer. Every stream is one {@link Started}, any number of {@link Delta}s,
 * one {@link Completed}; a stream that breaks off fails with a {@link GenerationException} instead.
 */
public sealed interface GenerationChunk {

  /** The answer's source is known; its text follows. */
  record Started(String model, Generation.Origin origin) implements GenerationChunk {}

  /** The next piece of the text; never empty. */
  record Delta(String text) implements GenerationChunk {}

  /** The whole answer once more, with its figures. */
  record Completed(Generation generation) implements GenerationChunk {}
}
