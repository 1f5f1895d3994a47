package io.blatam.bul.type;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What a field was given, read from text, or assumed to be. */
public sealed interface FieldValue {

  /** Of a text or a paragraph. */
  record Words(String text) implements FieldValue {}

  /** Of an amount, a percentage, a number or an integer. */
  record Figure(BigDecimal number) implements FieldValue {}

  record Day(LocalDate date) implements FieldValue {}

  /** The id of a choice. */
  record Chosen(String id) implements FieldValue {}

  record Entries(List<String> texts) implements FieldValue {
    public Entries {
      texts = List.copyOf(texts);
    }
  }

  record Rows(List<FieldValues> rows) implements FieldValue {
    public Rows {
      rows = List.copyOf(rows);
    }
  }
}
