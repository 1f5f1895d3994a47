package io.blatam.kvcache.shard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as Redis adds fractions: C's {@code long double} of x86-64, which is the 80-bit format
 * of the x87 (64 bits of mantissa, 15 of exponent), read as {@code strtold} reads it. Immutable.
 *
 * @param value exact; without a meaning where it is infinite
 */
record LongDouble(BigDecimal value, boolean infinite) {

  static final LongDouble ZERO = new LongDouble(BigDecimal.ZERO, false);

  private static final LongDouble INFINITE = new LongDouble(BigDecimal.ZERO, true);

  /** Redis's MAX_LONG_DOUBLE_CHARS: any of its floats is written in less. */
  static final int MAX_LENGTH = 5 * 1024;

  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?+)([0-9]*+)(?:\\.([0-9]*+))?+(?:[eE]([+-]?[0-9]++))?+");

  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "([+-]?+)0[xX]([0-9a-fA-F]*+)(?:\\.([0-9a-fA-F]*+))?+(?:[pP]([+-]?[0-9]++))?+");

  private static final Pattern INFINITY = Pattern.compile("(?i)[+-]?inf(inity)?");

  private static final int MANTISSA_BITS = 64;

  /** The smallest difference of two numbers is two to the power of minus this. */
  private static final int LEAST_BIT = 16_445;

  private static final BigDecimal TOO_LARGE = new BigDecimal(BigInteger.TWO.pow(16_384));

  /** Whatever digits stand before such an exponent, it is too large or too small. */
  private static final int FAR = 50_000;

  private static final int WRITTEN_DIGITS = 17;

  /** Empty for what is no number, too large, or too small to be told from zero. */
  static Optional<LongDouble> parse(String text) {
    if (text.isEmpty() || text.length() >= MAX_LENGTH) {
      return Optional.empty();
    } else if (INFINITY.matcher(text).matches()) {
      return Optional.of(INFINITE);
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return parse(hexadecimal, 16);
    }
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches() ? parse(decimal, 10) : Optional.empty();
  }

  private static Optional<LongDouble> parse(Matcher parts, int radix) {
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    String digits = parts.group(2) + fraction;
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    BigInteger mantissa = new BigInteger(digits, radix);
    if (mantissa.signum() == 0) {
      return Optional.of(ZERO);
    }
    Optional<Integer> exponent = exponent(parts.group(4));
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal exact =
        radix == 10
            ? new BigDecimal(mantissa, fraction.length() - exponent.get())
            : times2(new BigDecimal(mantissa), exponent.get() - 4 * fraction.length());
    LongDouble number = nearest(parts.group(1).equals("-") ? exact.negate() : exact);
    boolean outOfRange = number.infinite() || number.value().signum() == 0;
    return outOfRange ? Optional.empty() : Optional.of(number);
  }

  private static Optional<Integer> exponent(String digits) {
    if (digits == null) {
      return Optional.of(0);
    }
    BigInteger exponent = new BigInteger(digits);
    boolean far = exponent.abs().compareTo(BigInteger.valueOf(FAR)) > 0;
    return far ? Optional.empty() : Optional.of(exponent.intValue());
  }

  LongDouble plus(LongDouble other) {
    return infinite || other.infinite ? INFINITE : nearest(value.add(other.value));
  }

  /** With at most 17 digits behind the point, as Redis writes it; not for infinite ones. */
  String text() {
    BigDecimal written =
        value.setScale(WRITTEN_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return written.signum() == 0 ? "0" : written.toPlainString();
  }

  private static LongDouble nearest(BigDecimal exact) {
    if (exact.signum() == 0) {
      return ZERO;
    }
    BigInteger numerator = exact.unscaledValue().abs();
    BigInteger denominator = BigInteger.ONE;
    if (exact.scale() > 0) {
      denominator = BigInteger.TEN.pow(exact.scale());
    } else {
      numerator = numerator.multiply(BigInteger.TEN.pow(-exact.scale()));
    }
    int shift = MANTISSA_BITS - (numerator.bitLength() - denominator.bitLength());
    BigInteger mantissa = rounded(numerator, denominator, Math.min(shift, LEAST_BIT));
    if (mantissa.bitLength() > MANTISSA_BITS) {
      shift -= mantissa.bitLength() - MANTISSA_BITS;
      mantissa = rounded(numerator, denominator, shift);
    }
    BigDecimal value = times2(new BigDecimal(mantissa), -Math.min(shift, LEAST_BIT));
    if (value.compareTo(TOO_LARGE) >= 0) {
      return INFINITE;
    }
    return new LongDouble(exact.signum() < 0 ? value.negate() : value, false);
  }

  /** Exact: dividing by a power of two always ends. */
  private static BigDecimal times2(BigDecimal value, int power) {
    BigDecimal factor = new BigDecimal(BigInteger.TWO.pow(Math.abs(power)));
    return power >= 0 ? value.multiply(factor) : value.divide(factor);
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
