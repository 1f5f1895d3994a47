package io.blatam.inference.cached;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.api.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A completed answer as it lies in the cache.
 *
 * @param endpoint which endpoint wrote it
 * @param millis how long the model took
 * @param similar true while it is handed to those who asked something similar; never stored so
 */
record StoredGeneration(
    String text,
    List<ToolCall> toolCalls,
    int promptTokens,
    int completionTokens,
    boolean estimated,
    String model,
    Optional<String> endpoint,
    String finishReason,
    long millis,
    boolean similar) {

  private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new Jdk8Module());

  /** How the endings are called after which the text is all there. */
  private static final Set<String> COMPLETE = Set.of("stop", "length", "tool_calls");

  /** Whether the answer is whole, and its own request's. */
  static boolean isWorthKeeping(Generation generation) {
    return generation.origin() != Generation.Origin.SIMILAR
        && COMPLETE.contains(generation.finishReason())
        && !(generation.text().isBlank() && generation.toolCalls().isEmpty());
  }

  static StoredGeneration of(Generation generation) {
    Usage usage = generation.usage();
    return new StoredGeneration(
        generation.text(),
        generation.toolCalls(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.estimated(),
        generation.model(),
        generation.endpoint(),
        generation.finishReason(),
        generation.elapsed().plus(generation.savedCost()).toMillis(),
        generation.origin() == Generation.Origin.SIMILAR);
  }

  static StoredGeneration read(byte[] bytes) {
    try {
      return MAPPER.readValue(bytes, StoredGeneration.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a cached generation is not readable", e);
    }
  }

  byte[] bytes() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Generation replayed(Generation.Origin origin, Duration elapsed, Duration savedCost) {
    return new Generation(
        text,
        toolCalls,
        new Usage(promptTokens, completionTokens, estimated),
        model,
        endpoint,
        finishReason,
        origin,
        elapsed,
        savedCost);
  }
}
