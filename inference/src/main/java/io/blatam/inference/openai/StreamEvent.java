package io.blatam.inference.openai;

/** What one line of the endpoint's stream says. */
sealed interface StreamEvent {

  /**
   * The next piece of the answer; never empty.
   *
   * @param model the model's own name for itself, which may be more exact than what was asked for;
   *     empty if it does not say
   */
  record Text(String text, String model) implements StreamEvent {}

  /**
   * The next piece of a call that the model asks for; as {@link
   * io.blatam.inference.api.GenerationChunk.ToolCallDelta}.
   *
   * @param model as in {@link Text}
   */
  record ToolPiece(int index, String id, String name, String arguments, String model)
      implements StreamEvent {}

  /** The model is done, and why. */
  record Finish(String reason) implements StreamEvent {}

  /**
   * @param estimated whether it is this answer's likely part of what several cost together
   */
  record Tokens(int prompt, int completion, boolean estimated) implements StreamEvent {}

  /** {@code [DONE]}: nothing follows. */
  enum Done implements StreamEvent {
    INSTANCE
  }

  /** The response's body ended. Not said by the endpoint: appended here. */
  enum EndOfBody implements StreamEvent {
    INSTANCE
  }
}
