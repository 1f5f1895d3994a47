package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.shard.Effect.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sums of numbers that are kept as text, with the bounds that Redis has for them. */
public final class Decimals {

  /** Twenty characters hold any 64-bit integer with its sign. */
  private static final int MAX_INTEGER_LENGTH = 20;

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final Pattern FRACTION =
      Pattern.compile("[+-]?+([0-9]++\\.?+[0-9]*+|\\.[0-9]++)([eE][+-]?[0-9]{1,4})?");

  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");

  /** Redis's MAX_LONG_DOUBLE_CHARS: any of its floats is written in less. */
  private static final int MAX_FRACTION_LENGTH = 5 * 1024;

  private static final int SCALE = 17;
  private static final int MANTISSA_BITS = 64;

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

  /** Whether it is what Redis takes for an infinite number. */
  public static boolean infinite(String text) {
    return INFINITE.matcher(text).matches();
  }

  /**
   * @param amount a number, or an infinite one
   */
  static Sum add(Optional<byte[]> stored, String amount) {
    Optional<BigDecimal> value =
        stored
            .map(text -> new String(text, ISO_8859_1))
            .map(Decimals::parse)
            .orElse(Optional.of(BigDecimal.ZERO));
    if (value.isPresent() && infinite(amount)) {
      return new Sum(Outcome.NOT_FINITE, "");
    }
    Optional<BigDecimal> summand = parse(amount);
    if (value.isEmpty() || summand.isEmpty()) {
      return new Sum(Outcome.NOT_A_FLOAT, "");
    }
    BigDecimal sum =
        extended(extended(value.get()).add(extended(summand.get())))
            .setScale(SCALE, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
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

  /**
   * The nearest of the 80-bit floats that Redis adds with (x87 double extended: 64 bits of
   * mantissa), as an exact decimal.
   */
  private static BigDecimal extended(BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigInteger numerator = value.unscaledValue().abs();
    BigInteger denominator = BigInteger.ONE;
    if (value.scale() > 0) {
      denominator = BigInteger.TEN.pow(value.scale());
    } else {
      numerator = numerator.multiply(BigInteger.TEN.pow(-value.scale()));
    }
    int shift = MANTISSA_BITS - (numerator.bitLength() - denominator.bitLength());
    BigInteger mantissa = rounded(numerator, denominator, shift);
    if (mantissa.bitLength() > MANTISSA_BITS) {
      shift -= mantissa.bitLength() - MANTISSA_BITS;
      mantissa = rounded(numerator, denominator, shift);
    }
    BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(shift)));
    BigDecimal exact = new BigDecimal(mantissa);
    // Dividing by a power of two always ends.
    exact = shift > 0 ? exact.divide(power) : exact.multiply(power);
    return value.signum() < 0 ? exact.negate() : exact;
  }

  /** {@code numerator / denominator × 2^shift}, to the nearest, ties to even. */
  private static BigInteger rounded(BigInteger numerator, BigInteger denominator, int shift) {
    BigInteger n = shift > 0 ? numerator.shiftLeft(shift) : numerator;
    BigInteger d = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
    BigInteger[] parts = n.divideAndRemainder(d);
    int half = parts[1].shiftLeft(1).compareTo(d);
    boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
    return up ? parts[0].add(BigInteger.ONE) : parts[0];
  }
}
