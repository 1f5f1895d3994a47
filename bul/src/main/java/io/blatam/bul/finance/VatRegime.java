package io.blatam.bul.finance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Rulebook;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * When a country's tax on sales is settled with its authority. A planning rule for the general
 * regime, from {@code /bul/vat-regimes.yaml}, where each names its source.
 *
 * @param country ISO 3166 alpha-2
 * @param rate general rate, percent
 * @param periodMonths calendar months of one return: 1, 2, 3, 4, 6 or 12
 * @param basis when tax on a bill counts: with the bill, or with its money
 * @param lagMonths months from a period's last month to the month in which its tax is paid
 * @param deductible whether tax on purchases is deducted; where not, it is a cost
 * @param year for which it was looked up; empty where it is assumed
 */
public record VatRegime(
    String country,
    Bilingual name,
    BigDecimal rate,
    int periodMonths,
    Basis basis,
    int lagMonths,
    boolean deductible,
    Bilingual source,
    Optional<Integer> year) {

  private static final Rulebook<VatRegime> BOOK =
      new Rulebook<>("/bul/vat-regimes.yaml", new TypeReference<>() {}, VatRegime::country);

  public VatRegime {
    if (rate.signum() < 0 || rate.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("rate: must be a percentage from 0 to 100");
    }
    if (periodMonths < 1 || 12 % periodMonths != 0 || lagMonths < 0 || lagMonths > 12) {
      throw new IllegalArgumentException(
          "period_months: must be 1, 2, 3, 4, 6 or 12; lag_months: 0 to 12");
    }
  }

  /**
   * Puts an operator's regimes in the place of the program's for the same countries.
   *
   * @throws IllegalArgumentException naming file, line and field
   */
  public static void addFrom(Path file) {
    BOOK.addFrom(file);
  }

  /** Only those of the program again. */
  public static void reset() {
    BOOK.reset();
  }

  /** When the tax on a bill counts. */
  public enum Basis {
    @JsonProperty("invoice")
    INVOICE,
    @JsonProperty("cash")
    CASH
  }

  /** Every regime known. */
  public static List<VatRegime> all() {
    return BOOK.all();
  }

  /** The general regime of a country. */
  public static Optional<VatRegime> of(String country) {
    return BOOK.all().stream().filter(r -> r.country.equalsIgnoreCase(country)).findFirst();
  }

  /** What is planned with where a country's rules are not known: every month, with the bill. */
  public static VatRegime assumed(String country, String name, BigDecimal rate) {
    return new VatRegime(
        country,
        new Bilingual(name, name),
        rate,
        1,
        Basis.INVOICE,
        1,
        true,
        new Bilingual(
            "hipótesis de planificación: liquidación mensual, pago en el mes siguiente",
            "planning assumption: monthly return, paid in the next month"),
        Optional.empty());
  }

  /** The same rules with another period of settlement. */
  public VatRegime every(int months) {
    if (months < 1 || 12 % months != 0) {
      throw new IllegalArgumentException("settlement_months: use 1, 2, 3, 4, 6 or 12");
    }
    return new VatRegime(country, name, rate, months, basis, lagMonths, deductible, source, year);
  }

  /** Whether a return's period ends with {@code month}; periods are those of the calendar year. */
  boolean endsWith(YearMonth month) {
    return month.getMonthValue() % periodMonths == 0;
  }
}
