package io.blatam.kvcache.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.shard.Effect.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sums of numbers that are kept as text, with the bounds that Redis has for them. */
final class Decimals {

  /** Twenty characters hold any 64-bit integer with its sign. */
  private static final int MAX_INTEGER_LENGTH = 20;

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

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

  /** Sums are those of {@link LongDouble}s. */
  static Sum add(Optional<byte[]> stored, String amount) {
    Optional<LongDouble> value =
        stored
            .map(text -> LongDouble.parse(new String(text, ISO_8859_1)))
            .orElse(Optional.of(LongDouble.ZERO));
    Optional<LongDouble> summand = LongDouble.parse(amount);
    if (value.isEmpty() || summand.isEmpty()) {
      return new Sum(Outcome.NOT_A_FLOAT, "");
    }
    LongDouble sum = value.get().plus(summand.get());
    return sum.infinite() ? new Sum(Outcome.NOT_FINITE, "") : new Sum(Outcome.DONE, sum.text());
  }
}
