package io.blatam.inference.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A completed answer.
 *
 * @param toolCalls what the model wants called before it goes on; mostly none
 * @param model who wrote it, as it should be printed: "template 1", or the endpoint's own model
 *     name
 * @param endpoint which of the configured endpoints answered; empty for models of this process
 * @param finishReason "stop", "length" (cut off at max_tokens), "tool_calls", or what else the
 *     model said
 * @param elapsed how long this caller waited
 * @param savedCost how long the model took when it wrote the text, where this caller did not wait
 *     for that
 */
public record Generation(
    String text,
    List<ToolCall> toolCalls,
    Usage usage,
    String model,
    Optional<String> endpoint,
    String finishReason,
    Origin origin,
    Duration elapsed,
    Duration savedCost) {

  public Generation {
    toolCalls = List.copyOf(toolCalls);
  }

  /** Text alone, written in this process. */
  public Generation(
      String text,
      Usage usage,
      String model,
      String finishReason,
      Origin origin,
      Duration elapsed,
      Duration savedCost) {
    this(text, List.of(), usage, model, Optional.empty(), finishReason, origin, elapsed, savedCost);
  }

  public enum Origin {
    /** It was in the cache. */
    CACHE,
    /** The model wrote it for this request. */
    MODEL,
    /** The model was writing it for somebody else's equal request, and this one waited. */
    JOINED,
    /** It was in the cache, as the answer to a prompt that says nearly the same in other words. */
    SIMILAR
  }

  /** The same answer in other words. */
  public Generation withText(String text, List<ToolCall> toolCalls) {
    return new Generation(
        text, toolCalls, usage, model, endpoint, finishReason, origin, elapsed, savedCost);
  }
}
