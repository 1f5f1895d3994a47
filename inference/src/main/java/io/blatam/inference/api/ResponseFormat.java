package io.blatam.inference.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What the answer must look like where the model can be held to it.
 *
 * @param type as the OpenAI protocol calls it
 * @param schema for {@code json_schema}: the JSON object with {@code name}, {@code schema} and
 *     perhaps {@code strict}
 */
public record ResponseFormat(String type, Optional<String> schema) {

  public static final ResponseFormat TEXT = new ResponseFormat("text", Optional.empty());

  /** Any JSON object. */
  public static final ResponseFormat JSON_OBJECT =
      new ResponseFormat("json_object", Optional.empty());

  private static final String JSON_SCHEMA = "json_schema";

  public ResponseFormat {
    Objects.requireNonNull(type, "type");
    if (type.equals(JSON_SCHEMA) != schema.isPresent()) {
      throw new IllegalArgumentException(
          "response_format.json_schema: goes with the type json_schema, and only with it");
    }
  }

  /** JSON that a schema describes. */
  public static ResponseFormat jsonSchema(String schema) {
    return new ResponseFormat(JSON_SCHEMA, Optional.of(schema));
  }

  /** Whether it is to be JSON of whatever kind. */
  public boolean json() {
    return !type.equals(TEXT.type);
  }
}
