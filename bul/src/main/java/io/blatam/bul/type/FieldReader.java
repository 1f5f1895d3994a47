package io.blatam.bul.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.type.Field.Choice;
import io.blatam.bul.type.FieldValue.Chosen;
import io.blatam.bul.type.FieldValue.Day;
import io.blatam.bul.type.FieldValue.Entries;
import io.blatam.bul.type.FieldValue.Figure;
import io.blatam.bul.type.FieldValue.Rows;
import io.blatam.bul.type.FieldValue.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the values of fields from JSON. Every refusal is {@code path: what to change}. A null, a
 * blank text and an empty list say nothing.
 */
public final class FieldReader {
  private static final int LONGEST_ENTRY = 1000;

  private FieldReader() {}

  /**
   * Reads the object at {@code path}.
   *
   * @throws IllegalArgumentException {@code path: what to change}
   */
  public static FieldValues read(List<Field> fields, JsonNode object, String path) {
    if (!object.isObject()) {
      throw wrong(path, "give an object with fields");
    }
    Map<String, FieldValue> values = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> given = all.next();
      String at = path + "." + given.getKey();
      Field field =
          fields.stream()
              .filter(known -> known.name().equals(given.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      wrong(
                          at,
                          "remove it, there is no such field; known here: "
                              + fields.stream()
                                  .map(Field::name)
                                  .collect(Collectors.joining(", "))));
      value(field, given.getValue(), at).ifPresent(value -> values.put(field.name(), value));
    }
    return new FieldValues(values, Set.of());
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException {@code path: what to change}
   */
  public static Optional<FieldValue> value(Field field, JsonNode given, String path) {
    if (given.isNull() || given.isMissingNode()) {
      return Optional.empty();
    }
    return switch (field.kind()) {
      case TEXT, PARAGRAPH -> text(given, field.longest(), path).map(Words::new);
      case AMOUNT, PERCENT, NUMBER, INTEGER -> Optional.of(figure(field, given, path));
      case DATE -> Optional.of(day(given, path));
      case LIST -> entries(field, given, path);
      case TABLE -> rows(field, given, path);
      case CHOICE -> Optional.of(chosen(field, given, path));
    };
  }

  private static Optional<String> text(JsonNode given, int longest, String path) {
    if (!given.isTextual() && !given.isNumber()) {
      throw wrong(path, "give a text");
    }
    String text = given.asText().strip();
    if (text.length() > longest) {
      throw wrong(
          path, "shorten it to at most " + longest + " characters (it has " + text.length() + ")");
    }
    return Optional.of(text).filter(words -> !words.isEmpty());
  }

  private static FieldValue figure(Field field, JsonNode given, String path) {
    if (!given.isNumber()) {
      throw wrong(path, "give a number without separators or currency, such as 80000000 or 14.5");
    }
    BigDecimal number = given.decimalValue();
    if (field.kind() == FieldKind.INTEGER && number.stripTrailingZeros().scale() > 0) {
      throw wrong(path, "give a whole number (was " + number.toPlainString() + ")");
    }
    if (number.compareTo(field.min()) < 0 || number.compareTo(field.max()) > 0) {
      throw wrong(
          path,
          "give a number between "
              + field.min().toPlainString()
              + " and "
              + field.max().toPlainString()
              + " (was "
              + number.toPlainString()
              + ")");
    }
    return new Figure(number);
  }

  private static FieldValue day(JsonNode given, String path) {
    try {
      return new Day(LocalDate.parse(given.asText()));
    } catch (DateTimeParseException e) {
      throw wrong(path, "give a date such as 2026-11-23 (was \"" + given.asText() + "\")");
    }
  }

  private static Optional<FieldValue> entries(Field field, JsonNode given, String path) {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : list(field, given, path)) {
      text(entry, LONGEST_ENTRY, path + "[" + texts.size() + "]").ifPresent(texts::add);
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(new Entries(texts));
  }

  private static Optional<FieldValue> rows(Field field, JsonNode given, String path) {
    List<FieldValues> rows = new ArrayList<>();
    for (JsonNode row : list(field, given, path)) {
      String at = path + "[" + rows.size() + "]";
      FieldValues cells = read(field.columns(), row, at);
      field.columns().stream()
          .filter(column -> column.required() && cells.find(column.name()).isEmpty())
          .findFirst()
          .ifPresent(
              column -> {
                throw wrong(at + "." + column.name(), "it is missing, every row needs it");
              });
      rows.add(cells);
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Rows(rows));
  }

  private static JsonNode list(Field field, JsonNode given, String path) {
    if (!given.isArray()) {
      throw wrong(path, "give a list");
    }
    if (BigDecimal.valueOf(given.size()).compareTo(field.max()) > 0) {
      throw wrong(path, "give at most " + field.max().toPlainString() + " entries");
    }
    return given;
  }

  private static FieldValue chosen(Field field, JsonNode given, String path) {
    String wanted = PlainLetters.fold(given.asText()).replace('_', '-');
    return field.choices().stream()
        .filter(
            choice ->
                choice.id().equals(wanted)
                    || PlainLetters.fold(choice.label().es()).equals(wanted)
                    || PlainLetters.fold(choice.label().en()).equals(wanted))
        .findFirst()
        .map(choice -> new Chosen(choice.id()))
        .orElseThrow(
            () ->
                wrong(
                    path,
                    "use one of "
                        + field.choices().stream().map(Choice::id).collect(Collectors.joining(", "))
                        + " (was \""
                        + given.asText()
                        + "\")"));
  }

  private static IllegalArgumentException wrong(String path, String advice) {
    return new IllegalArgumentException(path + ": " + advice);
  }
}
