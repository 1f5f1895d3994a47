package io.blatam.agents.nlp.entity;

import java.util.List;
import java.util.Locale;

/** Month names of both languages, in full and abbreviated. */
final class MonthNames {

  private static final List<String> MONTHS =
      List.of(
          "enero|ene|january|jan",
          "febrero|feb|february",
          "marzo|mar|march",
          "abril|abr|april|apr",
          "mayo|may",
          "junio|jun|june",
          "julio|jul|july",
          "agosto|ago|august|aug",
          "septiembre|setiembre|sept|sep|set|september",
          "octubre|oct|october",
          "noviembre|nov|november",
          "diciembre|dic|december|dec");

  private MonthNames() {}

  /** The letter check at the end makes an abbreviation give way to the full name. */
  static String pattern() {
    return "(?:" + String.join("|", MONTHS) + ")(?![\\p{L}])";
  }

  /** 1 to 12, of a name that {@link #pattern} matched. */
  static int number(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (List.of(MONTHS.get(i).split("\\|")).contains(lower)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("Not a month: " + name);
  }
}
