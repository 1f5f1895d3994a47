package io.blatam.bul.calculator;

import io.blatam.bul.locale.Currency;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Limits that questions share; every message is {@code field: what to change}. */
final class Bounds {

  private static final BigDecimal LARGEST = new BigDecimal("1e15");
  private static final int LONGEST_NAME = 200;
  private static final int DECIMALS = 2;

  private Bounds() {}

  static BigDecimal amount(String field, BigDecimal value) {
    return within(field, value, BigDecimal.ZERO, LARGEST);
  }

  /** An amount that may be negative. */
  static BigDecimal signed(String field, BigDecimal value) {
    return within(field, value, LARGEST.negate(), LARGEST);
  }

  static BigDecimal positive(String field, BigDecimal value) {
    if (amount(field, value).signum() == 0) {
      throw new IllegalArgumentException(field + ": give an amount greater than 0");
    }
    return value;
  }

  static BigDecimal percent(String field, BigDecimal value, int low, int high) {
    return within(field, value, BigDecimal.valueOf(low), BigDecimal.valueOf(high));
  }

  static int within(String field, int value, int low, int high) {
    within(field, BigDecimal.valueOf(value), BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    return value;
  }

  static <T> List<T> list(String field, List<T> values, int longest) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(field + ": give at least one entry");
    }
    return atMost(field, values, longest);
  }

  static <T> List<T> atMost(String field, List<T> values, int longest) {
    if (values.size() > longest) {
      throw new IllegalArgumentException(
          field + ": give at most " + longest + " entries (there are " + values.size() + ")");
    }
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) == null) {
        throw new IllegalArgumentException(field + "[" + i + "]: remove the empty entry");
      }
    }
    return List.copyOf(values);
  }

  static String name(String field, String text) {
    if (text.isBlank() || text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          field + ": give a text of 1 to " + LONGEST_NAME + " characters");
    }
    return text.strip();
  }

  /** Decimals of amounts in {@code currency}; two where none is named. */
  static int decimals(Optional<String> currency) {
    return currency.map(code -> Currency.of(code).decimals()).orElse(DECIMALS);
  }

  static Optional<String> currency(Optional<String> code) {
    return code.map(given -> Currency.of(given).code());
  }

  static BigDecimal ratio(BigDecimal percent) {
    return percent.movePointLeft(2);
  }

  static BigDecimal percentage(BigDecimal ratio) {
    return ratio.movePointRight(2);
  }

  private static BigDecimal within(
      String field, BigDecimal value, BigDecimal low, BigDecimal high) {
    if (value.scale() > 12 || value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          field
              + ": give a number between "
              + low.toPlainString()
              + " and "
              + high.toPlainString()
              + " with at most 12 decimals");
    }
    return value;
  }
}
