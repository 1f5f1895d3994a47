package io.blatam.inference.api;

import java.time.Duration;

/**
 * A completed answer.
 *
 * @param model who wrote it, as it should be printed: "template 1", or the endpoint's own model
 *     name
 * @param finishReason "stop", "length" (cut off at max_tokens), or what else the model said
 * @param elapsed how long this caller waited
 * @param savedCost how long the model took when it wrote the text, where this caller did not wait
 *     for that
 */
public record Generation(
    String text,
    Usage usage,
    String model,
    String finishReason,
    Origin origin,
    Duration elapsed,
    Duration savedCost) {

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
}
