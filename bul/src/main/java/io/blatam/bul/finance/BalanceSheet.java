package io.blatam.bul.finance;

import java.math.BigDecimal;

/** What a business has and owes at the end of a year; the two sides are equal. */
public record BalanceSheet(
    BigDecimal cash,
    BigDecimal receivables,
    BigDecimal inventory,
    BigDecimal deposits,
    BigDecimal fixedAssets,
    BigDecimal payables,
    BigDecimal taxPayable,
    BigDecimal loan,
    BigDecimal contributed,
    BigDecimal retained) {

  /** What is tied up in stock and in deposits. */
  public BigDecimal inventoryAndDeposits() {
    return inventory.add(deposits);
  }

  /** Everything owned. */
  public BigDecimal assets() {
    return cash.add(receivables).add(inventory).add(deposits).add(fixedAssets);
  }

  /** Everything owed to others. */
  public BigDecimal liabilities() {
    return payables.add(taxPayable).add(loan);
  }

  /** What belongs to the owners. */
  public BigDecimal equity() {
    return contributed.add(retained);
  }
}
