package io.blatam.bul.locale;

import java.util.List;
import java.util.Map;

/** The months' names in both languages, in plain letters. */
public final class Months {
  private static final List<String> ES =
      List.of(
          "enero",
          "febrero",
          "marzo",
          "abril",
          "mayo",
          "junio",
          "julio",
          "agosto",
          "septiembre",
          "octubre",
          "noviembre",
          "diciembre");
  private static final List<String> EN =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** Spellings besides, with the month they mean. */
  private static final Map<String, Integer> ALSO = Map.of("setiembre", 9);

  /** Any of the names, as alternatives of a regular expression without a group. */
  public static final String NAMES =
      "(?:"
          + String.join("|", ES)
          + "|"
          + String.join("|", EN)
          + "|"
          + String.join("|", ALSO.keySet())
          + ")";

  private Months() {}

  /** The Spanish name of a month from 1 to 12. */
  public static String spanish(int month) {
    return ES.get(month - 1);
  }

  /**
   * From 1 to 12.
   *
   * @param name one of {@link #NAMES}
   */
  public static int number(String name) {
    return ALSO.getOrDefault(name, Math.max(ES.indexOf(name), EN.indexOf(name)) + 1);
  }
}
