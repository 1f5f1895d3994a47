package io.blatam.bul.finance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/**
 * Something that brings or takes money over the months of a forecast.
 *
 * @param amounts one a month, before sales tax; months beyond the list have none
 * @param taxRate sales tax on it, as a ratio; 0 for what carries none
 * @param days of credit given or taken; 0 is paid at once
 */
public record CashLine(
    String name, Kind kind, List<BigDecimal> amounts, BigDecimal taxRate, int days) {

  public CashLine {
    amounts = List.copyOf(amounts);
  }

  /** What a line is, which decides its direction and its row. */
  public enum Kind {
    @JsonProperty("sales")
    SALES(true),
    @JsonProperty("purchases")
    PURCHASES(false),
    @JsonProperty("payroll")
    PAYROLL(false),
    @JsonProperty("expenses")
    EXPENSES(false),
    @JsonProperty("investment")
    INVESTMENT(false),
    @JsonProperty("financing")
    FINANCING(true),
    @JsonProperty("debt_service")
    DEBT_SERVICE(false),
    @JsonProperty("taxes")
    TAXES(false);

    private final boolean inflow;

    Kind(boolean inflow) {
      this.inflow = inflow;
    }

    /** Whether it brings money. */
    public boolean inflow() {
      return inflow;
    }
  }

  BigDecimal amount(int month) {
    return month < amounts.size() ? amounts.get(month) : BigDecimal.ZERO;
  }
}
