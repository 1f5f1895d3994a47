package io.blatam.inference.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a model samples. What is empty is left to the model's own default and not sent.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param maxTokens at least 1
 * @param stop at most four texts that end the answer
 * @param responseFormat what the answer must look like
 * @param tools what the model may ask for
 */
public record Parameters(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalInt maxTokens,
    OptionalLong seed,
    OptionalDouble presencePenalty,
    OptionalDouble frequencyPenalty,
    List<String> stop,
    Optional<ResponseFormat> responseFormat,
    Optional<Tools> tools) {

  public Parameters {
    requireRange("temperature", temperature, 0, 2);
    requireRange("top_p", topP, 0, 1);
    requireRange("presence_penalty", presencePenalty, -2, 2);
    requireRange("frequency_penalty", frequencyPenalty, -2, 2);
    if (maxTokens.isPresent() && maxTokens.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "max_tokens: must be at least 1, not " + maxTokens.getAsInt());
    }
    stop = List.copyOf(stop);
    if (stop.size() > 4 || stop.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("stop: must be at most four texts, none of them empty");
    }
  }

  /** Nothing set: the model's own defaults. */
  public static Parameters defaults() {
    return new Parameters(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public Parameters withTemperature(double value) {
    return new Parameters(
        OptionalDouble.of(value),
        topP,
        maxTokens,
        seed,
        presencePenalty,
        frequencyPenalty,
        stop,
        responseFormat,
        tools);
  }

  public Parameters withMaxTokens(int value) {
    return new Parameters(
        temperature,
        topP,
        OptionalInt.of(value),
        seed,
        presencePenalty,
        frequencyPenalty,
        stop,
        responseFormat,
        tools);
  }

  public Parameters withSeed(long value) {
    return new Parameters(
        temperature,
        topP,
        maxTokens,
        OptionalLong.of(value),
        presencePenalty,
        frequencyPenalty,
        stop,
        responseFormat,
        tools);
  }

  public Parameters withStop(List<String> value) {
    return new Parameters(
        temperature,
        topP,
        maxTokens,
        seed,
        presencePenalty,
        frequencyPenalty,
        value,
        responseFormat,
        tools);
  }

  public Parameters withResponseFormat(ResponseFormat value) {
    return new Parameters(
        temperature,
        topP,
        maxTokens,
        seed,
        presencePenalty,
        frequencyPenalty,
        stop,
        Optional.of(value),
        tools);
  }

  public Parameters withTools(Tools value) {
    return new Parameters(
        temperature,
        topP,
        maxTokens,
        seed,
        presencePenalty,
        frequencyPenalty,
        stop,
        responseFormat,
        Optional.of(value));
  }

  private static void requireRange(String field, OptionalDouble value, double from, double to) {
    if (value.isPresent() && !(value.getAsDouble() >= from && value.getAsDouble() <= to)) {
      throw new IllegalArgumentException(
          field + ": must be between " + from + " and " + to + ", not " + value.getAsDouble());
    }
  }
}
