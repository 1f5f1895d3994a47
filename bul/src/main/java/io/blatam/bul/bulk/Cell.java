package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cell and what it can be read as: text, a number, yes or no, a list with {@code |} between its
 * elements. Mutable: stands at one reading at a time.
 */
final class Cell {

  private final FieldPath path;
  private final List<JsonNode> readings;
  private final Optional<String> ambiguity;
  private int at;

  private Cell(FieldPath path, List<JsonNode> readings, Optional<String> ambiguity) {
    this.path = path;
    this.readings = readings;
    this.ambiguity = ambiguity;
  }

  static Cell of(String column, String text, boolean decimalComma) {
    List<JsonNode> readings = new ArrayList<>();
    readings.add(TextNode.valueOf(text));
    CellNumber number = CellNumber.of(text, decimalComma);
    number.value().ifPresent(value -> readings.add(number(value)));
    truth(text).ifPresent(value -> readings.add(BooleanNode.valueOf(value)));
    List<String> parts = Stream.of(text.split("[|\\n]")).map(String::strip).toList();
    readings.add(list(parts.stream().<JsonNode>map(TextNode::valueOf).toList()));
    List<Optional<java.math.BigDecimal>> numbers =
        parts.stream().map(part -> CellNumber.of(part, decimalComma).value()).toList();
    if (numbers.stream().allMatch(Optional::isPresent)) {
      readings.add(list(numbers.stream().map(value -> number(value.get())).toList()));
    }
    return new Cell(new FieldPath(column), readings, number.ambiguity());
  }

  FieldPath path() {
    return path;
  }

  JsonNode value() {
    return readings.get(at);
  }

  /** Goes on to the next reading; false, and back to text, if there is none. */
  boolean next() {
    at++;
    if (at == readings.size()) {
      at = 0;
      return false;
    }
    return true;
  }

  /** Why it was not read as a number, though it may be meant as one. */
  Optional<String> ambiguity() {
    return ambiguity;
  }

  private static JsonNode number(java.math.BigDecimal value) {
    return value.scale() <= 0
        ? new com.fasterxml.jackson.databind.node.BigIntegerNode(value.toBigInteger())
        : DecimalNode.valueOf(value);
  }

  private static ArrayNode list(List<JsonNode> elements) {
    return io.blatam.platform.http.Json.mapper().createArrayNode().addAll(elements);
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "sí", "si", "verdadero" -> Optional.of(true);
      case "false", "no", "falso" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
