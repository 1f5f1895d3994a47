package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON merge patch, RFC 7396: objects are merged, null takes away, all else takes its place. */
final class MergePatch {

  private MergePatch() {}

  static void apply(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isNull()) {
                target.remove(field.getKey());
              } else if (value instanceof ObjectNode inner) {
                apply(
                    target.get(field.getKey()) instanceof ObjectNode known
                        ? known
                        : target.putObject(field.getKey()),
                    inner);
              } else {
                target.set(field.getKey(), value);
              }
            });
  }
}
