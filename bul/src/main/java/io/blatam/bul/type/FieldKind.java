package io.blatam.bul.type;

import java.util.Locale;

/** What a field holds. */
public enum FieldKind {
  /** One line. */
  TEXT,
  /** One or more paragraphs. */
  PARAGRAPH,
  /** Money in the brief's currency, 0 or more. */
  AMOUNT,
  /** A percentage as people write it: 14.5 is 14.5 %. */
  PERCENT,
  /** A quantity that may have decimals. */
  NUMBER,
  /** A whole number. */
  INTEGER,
  /** A day, {@code 2026-11-23}. */
  DATE,
  /** Texts, one an entry. */
  LIST,
  /** Rows with the columns that the field names. */
  TABLE,
  /** One of the choices that the field names. */
  CHOICE;

  /** The name in YAML and JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isNumber() {
    return this == AMOUNT || this == PERCENT || this == NUMBER || this == INTEGER;
  }
}
