package io.blatam.bul.document;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a company had and owed at the end of a period, as it reports it.
 *
 * @param stated its equity, where it says it
 */
public record ReportedBalance(
    BigDecimal cash,
    BigDecimal receivables,
    BigDecimal inventory,
    BigDecimal otherCurrent,
    BigDecimal fixedAssets,
    BigDecimal payables,
    BigDecimal shortDebt,
    BigDecimal otherShort,
    BigDecimal longDebt,
    Optional<BigDecimal> stated) {

  public BigDecimal current() {
    return cash.add(receivables).add(inventory).add(otherCurrent);
  }

  public BigDecimal assets() {
    return current().add(fixedAssets);
  }

  public BigDecimal shortTerm() {
    return payables.add(shortDebt).add(otherShort);
  }

  public BigDecimal liabilities() {
    return shortTerm().add(longDebt);
  }

  /** As stated, or what assets leave after liabilities. */
  public BigDecimal equity() {
    return stated.orElse(assets().subtract(liabilities()));
  }

  public BigDecimal workingCapital() {
    return current().subtract(shortTerm());
  }

  public BigDecimal debt() {
    return shortDebt.add(longDebt);
  }

  /** Assets less liabilities and equity; zero where the balance balances. */
  public BigDecimal gap() {
    return assets().subtract(liabilities()).subtract(equity());
  }
}
