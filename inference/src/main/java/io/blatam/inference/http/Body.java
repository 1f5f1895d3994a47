package io.blatam.inference.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A JSON object whose fields are read one by one. Unknown fields are ignored, unlike everywhere
 * else here: OpenAI's clients send what their newest version knows. A field of the wrong type is
 * refused by name. {@code null} is absent.
 */
record Body(JsonNode json) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Body parse(byte[] bytes) {
    try {
      JsonNode json = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
      if (json != null && json.isObject()) {
        return new Body(json);
      }
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          OpenAiError.malformed("The body is not valid JSON: " + e.getOriginalMessage()));
    }
    throw new InvalidRequestException(OpenAiError.malformed("The body must be a JSON object."));
  }

  boolean has(String field) {
    return json.hasNonNull(field);
  }

  JsonNode get(String field) {
    return json.path(field);
  }

  Optional<String> text(String field) {
    return has(field)
        ? Optional.of(require(field, get(field).isTextual(), "a text").asText())
        : Optional.empty();
  }

  boolean flag(String field) {
    return has(field) && require(field, get(field).isBoolean(), "true or false").asBoolean();
  }

  OptionalDouble number(String field) {
    return has(field)
        ? OptionalDouble.of(require(field, get(field).isNumber(), "a number").asDouble())
        : OptionalDouble.empty();
  }

  OptionalInt integer(String field) {
    return has(field)
        ? OptionalInt.of(
            require(
                    field,
                    get(field).isIntegralNumber() && get(field).canConvertToInt(),
                    "a whole number")
                .asInt())
        : OptionalInt.empty();
  }

  OptionalLong longInteger(String field) {
    return has(field)
        ? OptionalLong.of(
            require(
                    field,
                    get(field).isIntegralNumber() && get(field).canConvertToLong(),
                    "a whole number")
                .asLong())
        : OptionalLong.empty();
  }

  private JsonNode require(String field, boolean holds, String what) {
    if (!holds) {
      throw InvalidRequestException.field(field, "must be " + what);
    }
    return get(field);
  }
}
