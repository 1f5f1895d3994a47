package io.blatam.bul.finance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Rulebook;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an employer pays on top of salaries in one country, as data: {@code /bul/payroll.yaml}, each
 * rule dated and with its source. Planning figures for an ordinary permanent full-time employee; an
 * estimate, never a payslip.
 *
 * @param country ISO 3166 alpha-2
 * @param validFrom first day of the rules
 * @param currency of the amounts, ISO 4217
 * @param pays monthly salaries a year that contract or law count as salary (14 in Spain)
 * @param integration contributions are computed on the salary times this factor
 */
public record PayrollRules(
    String country,
    LocalDate validFrom,
    String currency,
    BigDecimal pays,
    BigDecimal integration,
    Bilingual assumes,
    List<Charge> charges) {

  private static final Rulebook<PayrollRules> BOOK =
      new Rulebook<>(
          "/bul/payroll.yaml",
          new TypeReference<>() {},
          rules -> List.of(rules.country, rules.validFrom));

  public PayrollRules {
    if (!country.matches("[A-Z]{2}") || validFrom == null || pays.signum() <= 0) {
      throw new IllegalArgumentException(
          "country, valid_from, pays: give a code such as AR, a day and the salaries of a year");
    }
    charges = List.copyOf(charges);
  }

  /**
   * One charge. Amounts are monthly unless said otherwise.
   *
   * @param kind a contribution to a fund or a benefit that the employee receives
   * @param rate percent; where {@code bands} are given, they decide instead
   * @param base what {@code rate} is applied to
   * @param minus taken off the base first
   * @param cap highest base a month
   * @param annualCap highest base a year
   * @param fixed added whatever the salary is
   * @param below owed only where the monthly salary is below this
   * @param from owed only where the monthly salary is at least this
   */
  public record Charge(
      String id,
      Bilingual name,
      Kind kind,
      Optional<BigDecimal> rate,
      List<Band> bands,
      Base base,
      Optional<BigDecimal> minus,
      Optional<BigDecimal> cap,
      Optional<BigDecimal> annualCap,
      Optional<BigDecimal> fixed,
      Optional<BigDecimal> below,
      Optional<BigDecimal> from,
      String source) {

    public Charge {
      bands = bands == null ? List.of() : List.copyOf(bands);
    }
  }

  /** What a charge is for. */
  public enum Kind {
    @JsonProperty("contribution")
    CONTRIBUTION,
    @JsonProperty("benefit")
    BENEFIT
  }

  /**
   * What a charge is computed on: the salary as agreed, the salary times the integration factor,
   * the salary and the charges of a fixed amount that count as salary, or nothing but {@code
   * fixed}.
   */
  public enum Base {
    @JsonProperty("salary")
    SALARY,
    @JsonProperty("integrated")
    INTEGRATED,
    @JsonProperty("salary_and_allowance")
    SALARY_AND_ALLOWANCE,
    @JsonProperty("none")
    NONE
  }

  /** The rate for monthly bases up to and including {@code upTo}; the last band has none. */
  public record Band(Optional<BigDecimal> upTo, BigDecimal rate) {}

  /**
   * Adds an operator's rules to those of the program; of two for one country and day theirs.
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

  /** The countries known. */
  public static List<String> countries() {
    return BOOK.all().stream().map(PayrollRules::country).distinct().sorted().toList();
  }

  /** The rules of a country in force on {@code day}; the oldest known for a day before them. */
  public static Optional<PayrollRules> of(String country, LocalDate day) {
    List<PayrollRules> known =
        BOOK.all().stream()
            .filter(rules -> rules.country.equalsIgnoreCase(country))
            .sorted(Comparator.comparing(PayrollRules::validFrom))
            .toList();
    return known.stream()
        .filter(rules -> !rules.validFrom.isAfter(day))
        .reduce((earlier, later) -> later)
        .or(() -> known.stream().findFirst());
  }
}
