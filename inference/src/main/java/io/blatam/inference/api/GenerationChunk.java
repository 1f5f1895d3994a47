package io.blatam.inference.api;

import java.util.Optional;

/**
 * A part of a streamed answer. Every stream is one {@link Started}, any number of {@link Delta}s
 * and {@link ToolCallDelta}s, one {@link Completed}; a stream that breaks off fails with a {@link
 * GenerationException} instead.
 */
public sealed interface GenerationChunk {

  /**
   * The answer's source is known; its text follows.
   *
   * @param endpoint as {@link Generation#endpoint}
   */
  record Started(String model, Generation.Origin origin, Optional<String> endpoint)
      implements GenerationChunk {

    public Started(String model, Generation.Origin origin) {
      this(model, origin, Optional.empty());
    }
  }

  /** The next piece of the text; never empty. */
  record Delta(String text) implements GenerationChunk {}

  /**
   * The next piece of a call that the model asks for.
   *
   * @param index which call, from 0
   * @param id with the call's first piece, otherwise empty text
   * @param name with the call's first piece, otherwise empty text
   * @param arguments to be appended to what came before; may be empty
   */
  record ToolCallDelta(int index, String id, String name, String arguments)
      implements GenerationChunk {}

  /** The whole answer once more, with its figures. */
  record Completed(Generation generation) implements GenerationChunk {}
}
