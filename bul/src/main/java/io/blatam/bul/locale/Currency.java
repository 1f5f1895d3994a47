package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A currency and what is assumed about prices in it.
 *
 * @param code ISO 4217
 * @param symbol as written where it is the local money
 * @param decimals minor units people actually use
 * @param names plural, lower case: "pesos colombianos"
 * @param priceFactor local units that one reference unit of the sector data stands for; an
 *     assumption about price levels, not an exchange rate
 * @param priceStep assumed prices are rounded to a multiple of it
 * @param loanRate assumed yearly bank rate, percent
 * @param inflation assumed yearly rise of prices, percent
 */
public record Currency(
    String code,
    String symbol,
    int decimals,
    Bilingual names,
    BigDecimal priceFactor,
    BigDecimal priceStep,
    BigDecimal loanRate,
    BigDecimal inflation) {

  private static final Map<String, Currency> ALL =
      YamlResource.read("/bul/currencies.yaml", new TypeReference<List<Currency>>() {}).stream()
          .collect(Collectors.toUnmodifiableMap(Currency::code, Function.identity()));

  /** The codes that can be asked for, sorted. */
  public static List<String> codes() {
    return ALL.keySet().stream().sorted().toList();
  }

  /** The currency with that ISO code, in any case. */
  public static Optional<Currency> find(String code) {
    return Optional.ofNullable(ALL.get(code.strip().toUpperCase(Locale.ROOT)));
  }

  /** The currency with that ISO code. */
  public static Currency of(String code) {
    return find(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "currency: use one of "
                        + String.join(", ", codes())
                        + " (was \""
                        + code
                        + "\")"));
  }

  /** A price of the sector data in this currency, rounded to {@link #priceStep}. */
  public BigDecimal localPrice(BigDecimal referencePrice) {
    BigDecimal steps =
        referencePrice.multiply(priceFactor).divide(priceStep, 0, RoundingMode.HALF_UP);
    return steps.max(BigDecimal.ONE).multiply(priceStep).setScale(decimals, RoundingMode.HALF_UP);
  }
}
