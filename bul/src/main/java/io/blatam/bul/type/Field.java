package io.blatam.bul.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Language;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One field of a brief, or one column of a table.
 *
 * @param name in JSON, YAML and templates: {@code start_date}
 * @param hint what to write in it
 * @param required whether a brief without it is refused
 * @param blank whether a document without it leaves a line to fill in by hand
 * @param standard what is assumed where a brief does not say it; listed in the annex
 * @param basis where the assumption comes from, if it is more than a planning value
 * @param min least number, or least entries of a list
 * @param max largest number, or most entries of a list
 * @param longest most characters of a text
 * @param fromText how a free text says it
 * @param unless not assumed where every row of a table says it
 */
public record Field(
    String name,
    FieldKind kind,
    Bilingual label,
    Optional<Bilingual> hint,
    boolean required,
    boolean blank,
    Optional<FieldDefault> standard,
    Optional<Bilingual> basis,
    BigDecimal min,
    BigDecimal max,
    int longest,
    List<Field> columns,
    List<Choice> choices,
    Optional<TextRule> fromText,
    Optional<Cells> unless,
    Optional<JsonNode> example) {

  public Field {
    columns = List.copyOf(columns);
    choices = List.copyOf(choices);
  }

  /** A column of a table. */
  public record Cells(String table, String column) {}

  /** One of the things that a choice field may be. */
  public record Choice(String id, Bilingual label) {}

  /** How a choice is printed. */
  public String choiceLabel(String id, Language language) {
    return choices.stream()
        .filter(choice -> choice.id().equals(id))
        .findFirst()
        .map(choice -> choice.label().in(language))
        .orElse(id);
  }
}
