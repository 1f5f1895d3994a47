package io.blatam.inference.settings;

import io.blatam.inference.api.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an endpoint charges, in the operator's currency for a million tokens.
 *
 * @param input for a million tokens read
 * @param output for a million tokens written
 */
public record Prices(BigDecimal input, BigDecimal output) {

  public static final Prices FREE = new Prices(BigDecimal.ZERO, BigDecimal.ZERO);

  public boolean free() {
    return input.signum() == 0 && output.signum() == 0;
  }

  /** In millionths of the currency, rounded up. */
  public long micros(Usage usage) {
    // A price for a million tokens is as many millionths for one.
    return input
        .multiply(BigDecimal.valueOf(usage.promptTokens()))
        .add(output.multiply(BigDecimal.valueOf(usage.completionTokens())))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }
}
