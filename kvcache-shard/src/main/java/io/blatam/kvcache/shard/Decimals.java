package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.shard.Effect.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sums of numbers that are kept as text, with the bounds that Redis has for them. */
final class Decimals {

  /** Twenty characters hold any 64-bit integer with its sign. */
  private static final int MAX_INTEGER_LENGTH = 20;

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final Pattern FRACTION =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
  private static final int MAX_FRACTION_LENGTH = 256;
  private static final int SCALE = 17;

  /** The largest exponent of the 80-bit floats that Redis computes with. */
  private static final int MAX_EXPONENT = 4932;

  record Sum(Outcome outcome, String digits) {}

  private Decimals() {}

  static Sum add(Optional<byte[]> stored, long amount) {
    if (stored.isEmpty()) {
      return new Sum(Outcome.DONE, Long.toString(amount));
    }
    byte[] text = stored.get();
    String digits = text.length > MAX_INTEGER_LENGTH ? "" : new String(text, ISO_8859_1);
    if (!INTEGER.matcher(digits).matches()) {
      return new Sum(Outcome.NOT_AN_INTEGER, "");
    }
    try {
      long value = Long.parseLong(digits);
      return new Sum(Outcome.DONE, Long.toString(Math.addExact(value, amount)));
    } catch (NumberFormatException e) {
      return new Sum(Outcome.NOT_AN_INTEGER, "");
    } catch (ArithmeticException e) {
      return new Sum(Outcome.OVERFLOW, "");
    }
  }

  /**
   * @param amount a number
   */
  static Sum add(Optional<byte[]> stored, String amount) {
    Optional<BigDecimal> value =
        stored
            .map(text -> new String(text, ISO_8859_1))
            .map(Decimals::parse)
            .orElse(Optional.of(BigDecimal.ZERO));
    Optional<BigDecimal> summand = parse(amount);
    if (value.isEmpty() || summand.isEmpty()) {
      return new Sum(Outcome.NOT_A_FLOAT, "");
    }
    BigDecimal sum =
        value.get().add(summand.get()).setScale(SCALE, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return sum.precision() - sum.scale() > MAX_EXPONENT
        ? new Sum(Outcome.NOT_FINITE, "")
        : new Sum(Outcome.DONE, sum.signum() == 0 ? "0" : sum.toPlainString());
  }

  private static Optional<BigDecimal> parse(String text) {
    if (text.length() > MAX_FRACTION_LENGTH || !FRACTION.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text);
    return Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
        ? Optional.empty()
        : Optional.of(value);
  }
}
