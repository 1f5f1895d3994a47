package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.type.FieldValue;
import io.blatam.bul.type.FieldValues;
import io.blatam.platform.http.Json;

/**
 * Everything that a document's brief says or assumes as one JSON tree, in the shape in which a
 * brief says it: the fields of a declared type under {@code fields}.
 */
final class FactTree {

  private FactTree() {}

  static ObjectNode of(CompleteBrief brief) {
    ObjectNode tree = withoutNulls((ObjectNode) BriefFormat.tree(brief.brief()));
    tree.set("company", withoutNulls((ObjectNode) BriefFormat.tree(brief.company())));
    tree.put("currency", brief.currency().code());
    if (!brief.type().definition().typed()) {
      tree.set("fields", fields(brief.fields()));
    }
    return tree;
  }

  private static ObjectNode withoutNulls(ObjectNode tree) {
    tree.properties().removeIf(field -> field.getValue().isNull());
    tree.properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ObjectNode inner) {
                withoutNulls(inner);
              }
            });
    return tree;
  }

  private static ObjectNode fields(FieldValues values) {
    ObjectNode object = Json.mapper().createObjectNode();
    values.values().forEach((name, value) -> object.set(name, json(value)));
    return object;
  }

  private static JsonNode json(FieldValue value) {
    var nodes = Json.mapper().getNodeFactory();
    if (value instanceof FieldValue.Figure figure) {
      return nodes.numberNode(figure.number());
    }
    if (value instanceof FieldValue.Day day) {
      return nodes.textNode(day.date().toString());
    }
    if (value instanceof FieldValue.Chosen chosen) {
      return nodes.textNode(chosen.id());
    }
    if (value instanceof FieldValue.Words words) {
      return nodes.textNode(words.text());
    }
    ArrayNode list = nodes.arrayNode();
    if (value instanceof FieldValue.Entries entries) {
      entries.texts().forEach(list::add);
    } else if (value instanceof FieldValue.Rows rows) {
      rows.rows().forEach(row -> list.add(fields(row)));
    }
    return list;
  }
}
