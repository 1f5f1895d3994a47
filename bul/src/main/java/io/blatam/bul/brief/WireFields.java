package io.blatam.bul.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields of a declared type stand on the wire under its name, {@code quotation: {…}}, as those
 * of a typed one do; a {@link Brief} keeps them as {@code fields} and the type as {@code
 * document_type}.
 */
final class WireFields {
  private static final String TYPE = "document_type";
  private static final String FIELDS = "fields";

  private WireFields() {}

  /**
   * The brief with such an object under {@code fields}.
   *
   * @throws InvalidBriefException where it contradicts {@code document_type} or stands twice
   */
  static JsonNode folded(JsonNode brief) {
    if (!(brief instanceof ObjectNode object)) {
      return brief;
    }
    ObjectNode folded = object.deepCopy();
    for (DocumentType type : DocumentTypes.all()) {
      if (type.definition().typed() || !object.has(type.key())) {
        continue;
      }
      if (folded.has(FIELDS)) {
        throw new InvalidBriefException(
            type.key(), "remove it; the fields of another document, or these, are given already");
      }
      JsonNode named = object.path(TYPE);
      if (named.isTextual() && !named.asText().replace('_', '-').equals(type.id())) {
        throw new InvalidBriefException(
            type.key(), "remove it, or set document_type to " + type.id());
      }
      folded.set(FIELDS, folded.remove(type.key()));
      folded.put(TYPE, type.id());
    }
    return folded;
  }
}
