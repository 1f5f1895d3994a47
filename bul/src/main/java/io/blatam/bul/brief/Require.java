package io.blatam.bul.brief;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The rules that several records share. Every message is {@code field: what to change}, with the
 * field relative to the record; {@link BriefFormat} puts the path before it.
 */
final class Require {
  private static final int LONGEST_LIST = 200;
  private static final int LONGEST_NAME = 200;
  private static final BigDecimal LARGEST = new BigDecimal("1e15");

  private Require() {}

  static String text(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + ": give a text, it is missing or blank");
    }
    return shortEnough(field, value.strip(), LONGEST_NAME);
  }

  static Optional<String> optionalText(String field, Optional<String> value, int longest) {
    return given(value).filter(s -> !s.isBlank()).map(s -> shortEnough(field, s.strip(), longest));
  }

  /** Jackson gives {@code null} for an absent component where a mapper lacks its own default. */
  static <T> Optional<T> given(Optional<T> value) {
    return value == null ? Optional.empty() : value;
  }

  static <T> List<T> list(String field, List<T> value) {
    if (value == null) {
      return List.of();
    }
    if (value.size() > LONGEST_LIST) {
      throw new IllegalArgumentException(field + ": give at most " + LONGEST_LIST + " entries");
    }
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i) == null) {
        throw new IllegalArgumentException(field + "[" + i + "]: remove the empty entry");
      }
    }
    return List.copyOf(value);
  }

  static BigDecimal amount(String field, BigDecimal value) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": give an amount, it is missing");
    }
    return between(field, value, BigDecimal.ZERO, LARGEST);
  }

  static BigDecimal positive(String field, BigDecimal value) {
    if (amount(field, value).signum() == 0) {
      throw new IllegalArgumentException(field + ": give an amount greater than 0");
    }
    return value;
  }

  static BigDecimal between(String field, BigDecimal value, BigDecimal low, BigDecimal high) {
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          field
              + ": give a number between "
              + low.toPlainString()
              + " and "
              + high.toPlainString()
              + " (was "
              + value.toPlainString()
              + ")");
    }
    return value;
  }

  /** A percentage as people write it: 14.5 means 14.5 %. */
  static BigDecimal percent(String field, BigDecimal value, int low, int high) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": give a percentage, such as 14.5 for 14.5 %");
    }
    return between(field, value, BigDecimal.valueOf(low), BigDecimal.valueOf(high));
  }

  static Optional<BigDecimal> optionalPercent(
      String field, Optional<BigDecimal> value, int low, int high) {
    return given(value).map(v -> percent(field, v, low, high));
  }

  static int between(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          field + ": give a whole number between " + low + " and " + high + " (was " + value + ")");
    }
    return value;
  }

  private static String shortEnough(String field, String value, int longest) {
    if (value.length() > longest) {
      throw new IllegalArgumentException(
          field
              + ": shorten it to at most "
              + longest
              + " characters (it has "
              + value.length()
              + ")");
    }
    return value;
  }
}
