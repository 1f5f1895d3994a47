package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.locale.LegalTerms;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.type.Field;
import io.blatam.bul.type.FieldKind;
import io.blatam.bul.type.FieldValue;
import io.blatam.bul.type.FieldValue.Chosen;
import io.blatam.bul.type.FieldValue.Day;
import io.blatam.bul.type.FieldValue.Entries;
import io.blatam.bul.type.FieldValue.Figure;
import io.blatam.bul.type.FieldValue.Rows;
import io.blatam.bul.type.FieldValue.Words;
import io.blatam.bul.type.FieldValues;
import io.blatam.bul.type.TypeDefinition;
import io.blatam.bul.type.TypeFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the templates of a declared type can name: its fields, {@code own} (the company as it signs)
 * and {@code law} (how the country's law is called).
 */
final class DeclaredVariables {
  private DeclaredVariables() {}

  static Map<String, Object> of(CompleteBrief brief) {
    TypeDefinition type = brief.type().definition();
    Map<String, Object> variables =
        new HashMap<>(values(type.fields(), brief.fields(), brief.format()));
    variables.put("own", own(brief, type));
    variables.put("law", law(brief));
    variables.put("assumed", brief.fields().assumed());
    return variables;
  }

  private static Map<String, Object> values(
      List<Field> fields, FieldValues values, LocalFormat format) {
    Map<String, Object> shown = new HashMap<>();
    for (Field field : fields) {
      Optional<FieldValue> value = values.find(field.name());
      shown.put(
          field.name(), value.isPresent() ? shown(field, value.get(), format) : missing(field));
    }
    return shown;
  }

  private static Object missing(Field field) {
    if (field.kind() == FieldKind.LIST || field.kind() == FieldKind.TABLE) {
      return List.of();
    }
    return field.blank() ? Shown.blank() : Shown.absent();
  }

  private static Object shown(Field field, FieldValue value, LocalFormat format) {
    if (value instanceof Figure figure) {
      String text =
          switch (field.kind()) {
            case AMOUNT -> format.money(figure.number());
            case PERCENT -> format.percent(figure.number());
            default -> format.number(figure.number());
          };
      return Shown.of(figure.number(), text);
    }
    if (value instanceof Day day) {
      return Shown.of(day.date(), format.date(day.date()));
    }
    if (value instanceof Chosen chosen) {
      return Shown.of(chosen.id(), field.choiceLabel(chosen.id(), format.language()));
    }
    if (value instanceof Entries entries) {
      return entries.texts().stream().map(text -> Shown.of(text, text)).toList();
    }
    if (value instanceof Rows rows) {
      return rows.rows().stream().map(row -> values(field.columns(), row, format)).toList();
    }
    String text = ((Words) value).text();
    return Shown.of(text, text);
  }

  private static Map<String, Shown> own(CompleteBrief brief, TypeDefinition type) {
    Map<String, Shown> own = new HashMap<>();
    for (String fact : TypeFile.COMPANY) {
      Shown missing = type.company().contains(fact) ? Shown.blank() : Shown.absent();
      own.put(fact, brief.company().find(fact).map(text -> Shown.of(text, text)).orElse(missing));
    }
    own.put(
        "bank_details",
        brief.profile().bankDetails().map(text -> Shown.of(text, text)).orElse(Shown.absent()));
    return own;
  }

  private static Map<String, Shown> law(CompleteBrief brief) {
    Map<String, Shown> law = new HashMap<>();
    LegalTerms.of(brief.country(), brief.language())
        .forEach(
            (name, term) ->
                law.put(name, term.map(text -> Shown.of(text, text)).orElse(Shown.absent())));
    return law;
  }
}
