package io.blatam.agents.nlp.entity;

/** What kind of thing an {@link Entity} is. */
public enum EntityType {
  EMAIL,
  URL,
  PHONE,
  IBAN,
  /** Spain: NIF of a person, NIE of a foreigner, NIF of an entity (the former CIF). */
  SPANISH_TAX_ID,
  /** Colombia. */
  NIT,
  /** Mexico. */
  RFC,
  /** Argentina: CUIT and CUIL. */
  CUIT,
  DATE,
  /** A date that depends on when the text was written. */
  RELATIVE_DATE,
  AMOUNT,
  PERCENTAGE
}
