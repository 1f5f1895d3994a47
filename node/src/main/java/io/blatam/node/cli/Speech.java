package io.blatam.node.cli;

import java.util.Locale;
import java.util.Map;

/**
 * In which of two languages somebody at the terminal is answered, and how numbers are written
 * there.
 */
record Speech(Locale locale) {

  static final Speech ENGLISH = new Speech(Locale.ENGLISH);
  static final Speech SPANISH = new Speech(Locale.forLanguageTag("es"));

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** As the process's locale says it: the first of the variables that say it is the one. */
  static Speech of(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return value.startsWith("es") ? SPANISH : ENGLISH;
      }
    }
    return ENGLISH;
  }

  /**
   * @throws CommandFailure for any but {@code es} and {@code en}
   */
  static Speech named(String language) {
    return switch (language) {
      case "es" -> SPANISH;
      case "en" -> ENGLISH;
      default -> throw CommandFailure.misunderstood("--lang: use es or en (was " + language + ")");
    };
  }

  boolean spanish() {
    return equals(SPANISH);
  }

  String say(String english, String spanish) {
    return spanish() ? spanish : english;
  }

  /** With the decimal and grouping signs of the language. */
  String format(String pattern, Object... values) {
    return String.format(locale, pattern, values);
  }

  /** A number with what it counts, in the one form for one of it and in the other for more. */
  String count(long number, String one, String more) {
    return count(number) + " " + (number == 1 ? one : more);
  }

  String count(long number) {
    return format("%,d", number);
  }

  String percent(double ratio) {
    return format(say("%.1f%%", "%.1f %%"), ratio * 100);
  }

  String seconds(double seconds) {
    return seconds < 10 ? format("%.1f s", seconds) : Output.seconds(seconds);
  }

  String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_024 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    return format(value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** Of a request whose answer is to be in this language. */
  Map<String, String> header() {
    return Map.of("Accept-Language", locale.getLanguage());
  }
}
