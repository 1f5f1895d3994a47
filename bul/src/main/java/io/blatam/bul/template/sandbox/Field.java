package io.blatam.bul.template.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Something that a template wants to be told.
 *
 * @param name a path: {@code client.name}, or {@code items[].price} for a part of each in a list
 */
public record Field(String name, Type type, boolean required) {

  /** What a field holds. */
  public enum Type {
    TEXT,
    NUMBER,
    DATE,
    BOOLEAN,
    LIST;

    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Type of(String id) {
      return Arrays.stream(values())
          .filter(type -> type.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "type: must be one of "
                          + Arrays.stream(values())
                              .map(Type::id)
                              .collect(Collectors.joining(", "))));
    }
  }
}
