package io.blatam.bul.type;

import io.blatam.bul.type.FieldValue.Chosen;
import io.blatam.bul.type.FieldValue.Day;
import io.blatam.bul.type.FieldValue.Entries;
import io.blatam.bul.type.FieldValue.Figure;
import io.blatam.bul.type.FieldValue.Rows;
import io.blatam.bul.type.FieldValue.Words;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of a brief's fields, or of one row of a table, by field name. What is not known is not
 * in it.
 *
 * @param assumed the fields whose value was assumed
 */
public record FieldValues(Map<String, FieldValue> values, Set<String> assumed) {
  private static final FieldValues NONE = new FieldValues(Map.of(), Set.of());

  public FieldValues {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    assumed = Set.copyOf(assumed);
  }

  /** No field. */
  public static FieldValues none() {
    return NONE;
  }

  public Optional<FieldValue> find(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /** A text's or paragraph's words, or a choice's id. */
  public Optional<String> text(String field) {
    return find(field)
        .flatMap(
            value ->
                value instanceof Words words
                    ? Optional.of(words.text())
                    : value instanceof Chosen chosen ? Optional.of(chosen.id()) : Optional.empty());
  }

  public Optional<BigDecimal> number(String field) {
    return of(field, Figure.class).map(Figure::number);
  }

  public Optional<LocalDate> date(String field) {
    return of(field, Day.class).map(Day::date);
  }

  /** The entries of a list; none where it is not known. */
  public List<String> list(String field) {
    return of(field, Entries.class).map(Entries::texts).orElse(List.of());
  }

  /** The rows of a table; none where it is not known. */
  public List<FieldValues> rows(String field) {
    return of(field, Rows.class).map(Rows::rows).orElse(List.of());
  }

  private <T> Optional<T> of(String field, Class<T> kind) {
    return find(field).filter(kind::isInstance).map(kind::cast);
  }
}
