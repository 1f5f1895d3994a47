package io.blatam.bul.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.type.Field;
import io.blatam.bul.type.FieldDefault;
import io.blatam.bul.type.FieldKind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field as a form needs it.
 *
 * @param missing what happens without it: {@code refused}, {@code assumed}, {@code blank} (a line
 *     to fill in by hand) or {@code omitted}
 * @param assumed what is assumed, as the type declares it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record FieldView(
    String name,
    String kind,
    Map<String, String> label,
    Map<String, String> hint,
    boolean required,
    String missing,
    Optional<JsonNode> assumed,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max,
    Optional<Integer> maxLength,
    List<Option> choices,
    List<FieldView> columns,
    Optional<JsonNode> example) {

  /** One of the choices. */
  record Option(String id, Map<String, String> label) {}

  static FieldView of(Field field) {
    boolean text = field.kind() == FieldKind.TEXT || field.kind() == FieldKind.PARAGRAPH;
    boolean bounded = !text && field.kind() != FieldKind.DATE && field.kind() != FieldKind.CHOICE;
    return new FieldView(
        field.name(),
        field.kind().id(),
        inBoth(field.label()),
        field.hint().map(FieldView::inBoth).orElse(Map.of()),
        field.required(),
        missing(field),
        field.standard().map(FieldDefault::rule),
        Optional.of(field.min()).filter(min -> bounded),
        Optional.of(field.max()).filter(max -> bounded),
        Optional.of(field.longest()).filter(longest -> text),
        field.choices().stream()
            .map(choice -> new Option(choice.id(), inBoth(choice.label())))
            .toList(),
        field.columns().stream().map(FieldView::of).toList(),
        field.example());
  }

  static Map<String, String> inBoth(Bilingual text) {
    Map<String, String> both = new LinkedHashMap<>();
    both.put("es", text.es());
    both.put("en", text.en());
    return both;
  }

  private static String missing(Field field) {
    if (field.required()) {
      return "refused";
    }
    if (field.standard().isPresent()) {
      return "assumed";
    }
    return field.blank() ? "blank" : "omitted";
  }
}
