package io.blatam.bul.brief;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.locale.Rate;
import io.blatam.bul.type.Field;
import io.blatam.bul.type.FieldDefault;
import io.blatam.bul.type.FieldReader;
import io.blatam.bul.type.FieldValue;
import io.blatam.bul.type.FieldValue.Chosen;
import io.blatam.bul.type.FieldValue.Day;
import io.blatam.bul.type.FieldValue.Entries;
import io.blatam.bul.type.FieldValue.Figure;
import io.blatam.bul.type.FieldValue.Rows;
import io.blatam.bul.type.FieldValue.Words;
import io.blatam.bul.type.FieldValues;
import io.blatam.bul.type.TypeDefinition;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills the fields of a declared type: what the brief says, what its text says, what the type
 * assumes. What can be neither known nor assumed is left to be filled in by hand; both are listed.
 */
final class DeclaredCompletion {
  private static final int SHOWN_LENGTH = 160;

  private DeclaredCompletion() {}

  /**
   * The fields' values.
   *
   * @throws InvalidBriefException where a required field is missing
   */
  static FieldValues complete(
      DocumentType type,
      Brief asked,
      Company company,
      FreeText said,
      Optional<Country> country,
      LocalDate today,
      Assumed assumed) {
    TypeDefinition definition = type.definition();
    FieldValues given = read(type, asked.fields());
    SaidFields text = new SaidFields(asked.text().orElse(""), said, assumed.language());
    companyBlanks(definition, company, assumed);
    Map<String, FieldValue> values = new LinkedHashMap<>();
    Set<String> supposed = new HashSet<>();
    for (Field field : definition.fields()) {
      Optional<FieldValue> known = given.find(field.name()).or(() -> text.find(field));
      boolean isSaid = known.isPresent() || saidByRows(field, values);
      Optional<FieldValue> standard =
          isSaid
              ? Optional.empty()
              : field
                  .standard()
                  .map(rule -> rule.in(assumed.language(), country, today, company::find))
                  .flatMap(value -> FieldReader.value(field, value, field.name()));
      if (known.isPresent()) {
        values.put(field.name(), known.get());
      } else if (standard.isPresent()) {
        values.put(field.name(), standard.get());
        supposed.add(field.name());
        list(field, standard.get(), field.standard().flatMap(rule -> rule.rate(country)), assumed);
      } else if (!isSaid && field.standard().map(FieldDefault::ofCountry).orElse(false)) {
        assumed.taxNotIncluded(field.label().es(), field.label().en());
      } else if (field.blank()) {
        leftBlank(field.label().es(), field.label().en(), assumed);
      } else if (field.required()) {
        throw new InvalidBriefException(
            type.key() + "." + field.name(),
            "give it, a "
                + type.label(Language.EN).toLowerCase(java.util.Locale.ROOT)
                + " can not be written without ("
                + field.label().in(assumed.language())
                + ")");
      }
    }
    return new FieldValues(values, supposed);
  }

  private static boolean saidByRows(Field field, Map<String, FieldValue> values) {
    return field
        .unless()
        .map(
            cells ->
                values.get(cells.table()) instanceof Rows rows
                    && rows.rows().stream().allMatch(row -> row.find(cells.column()).isPresent()))
        .orElse(false);
  }

  /**
   * Reads and checks what a brief gives.
   *
   * @throws InvalidBriefException naming the field
   */
  static FieldValues read(DocumentType type, Optional<JsonNode> fields) {
    if (fields.isEmpty()) {
      return FieldValues.none();
    }
    try {
      return FieldReader.read(type.definition().fields(), fields.get(), type.key());
    } catch (IllegalArgumentException e) {
      String[] said = String.valueOf(e.getMessage()).split(": ", 2);
      throw new InvalidBriefException(said[0], said[said.length - 1]);
    }
  }

  private static void companyBlanks(TypeDefinition type, Company company, Assumed assumed) {
    for (String needed : type.company()) {
      if (company.find(needed).isEmpty()) {
        Bilingual label = Company.label(needed);
        leftBlank(label.es(), label.en(), assumed);
      }
    }
  }

  private static void leftBlank(String es, String en, Assumed assumed) {
    assumed.add(
        es,
        en,
        assumed.language().choose("en blanco, para completar", "left blank, to be filled in"),
        "el encargo no lo indica y no puede suponerse",
        "the brief does not say it and it can not be assumed");
  }

  private static void list(Field field, FieldValue value, Optional<Rate> rate, Assumed assumed) {
    Language language = assumed.language();
    String shown = shown(field, value, language, assumed.format());
    if (rate.isPresent()) {
      assumed.rate(field.label().es(), field.label().en(), shown, rate.get());
    } else if (field.basis().isPresent()) {
      assumed.add(
          field.label().es(),
          field.label().en(),
          shown,
          field.basis().get().es(),
          field.basis().get().en());
    } else if (value instanceof Entries || value instanceof Rows) {
      assumed.add(
          field.label().es(),
          field.label().en(),
          shown,
          "modelo general del tipo de documento; por adaptar",
          "general model of this type of document; to be adapted");
    } else {
      assumed.add(
          field.label().es(),
          field.label().en(),
          shown,
          "valor de planificación; por confirmar",
          "planning value; to be confirmed");
    }
  }

  private static String shown(
      Field field, FieldValue value, Language language, LocalFormat format) {
    if (value instanceof Figure figure) {
      return switch (field.kind()) {
        case AMOUNT -> format.money(figure.number());
        case PERCENT -> format.percent(figure.number());
        default -> format.number(figure.number());
      };
    }
    if (value instanceof Day day) {
      return format.date(day.date());
    }
    if (value instanceof Chosen chosen) {
      return field.choiceLabel(chosen.id(), language);
    }
    if (value instanceof Entries entries) {
      return counted(entries.texts().size(), language);
    }
    if (value instanceof Rows rows) {
      return counted(rows.rows().size(), language);
    }
    String text = ((Words) value).text();
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH - 1) + "…";
  }

  private static String counted(int count, Language language) {
    return count
        + (count == 1
            ? language.choose(" elemento", " entry")
            : language.choose(" elementos", " entries"));
  }
}
