package io.blatam.bul.finance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What an asset loses of its value year by year, from its cost down to what it is still worth at
 * the end. Charges are rounded half up to a stated scale and always sum to cost less residual.
 * Methods as in IAS 16, paragraphs 60 to 62, and D. Kieso et al., <i>Intermediate Accounting</i>.
 */
public record DepreciationSchedule(List<Year> years) {

  private static final MathContext EXACT = MathContext.DECIMAL128;

  public DepreciationSchedule {
    years = List.copyOf(years);
  }

  /** One year; {@code bookValue} is what the asset is worth in the books after it. */
  public record Year(int year, BigDecimal charge, BigDecimal accumulated, BigDecimal bookValue) {}

  /**
   * Something to depreciate.
   *
   * @param residual what it will be sold for, not above {@code cost}
   * @param life useful life in years
   * @param scale decimals of the charges
   */
  public record Asset(BigDecimal cost, BigDecimal residual, int life, int scale) {

    public Asset {
      if (cost.signum() < 0 || residual.signum() < 0 || residual.compareTo(cost) > 0) {
        throw new IllegalArgumentException("residual: must lie between 0 and the cost");
      }
      if (life < 1) {
        throw new IllegalArgumentException("life: must be at least one year");
      }
    }

    BigDecimal base() {
      return cost.subtract(residual);
    }
  }

  /** The same charge each year: (cost − residual) ÷ life. */
  public static DepreciationSchedule straightLine(Asset asset) {
    return byWeight(asset, (year, life) -> BigDecimal.ONE);
  }

  /** Sum of the years' digits: the first of five years takes 5/15, the last 1/15. */
  public static DepreciationSchedule sumOfYearsDigits(Asset asset) {
    return byWeight(asset, (year, life) -> BigDecimal.valueOf(life - year + 1L));
  }

  /**
   * A constant share, {@code factor ÷ life}, of what the asset is still worth (factor 2: double
   * declining balance). It never falls below the residual value, and changes to the straight line
   * over the years left as soon as that charges more, so that it gets there.
   */
  public static DepreciationSchedule decliningBalance(Asset asset, BigDecimal factor) {
    if (factor.signum() <= 0) {
      throw new IllegalArgumentException("factor: must be greater than 0");
    }
    BigDecimal rate = factor.divide(BigDecimal.valueOf(asset.life), EXACT);
    List<BigDecimal> charges = new ArrayList<>();
    BigDecimal book = asset.cost;
    for (int year = 1; year <= asset.life; year++) {
      BigDecimal left = book.subtract(asset.residual);
      BigDecimal straight = left.divide(BigDecimal.valueOf(asset.life - year + 1L), EXACT);
      BigDecimal charge =
          year == asset.life
              ? left
              : book.multiply(rate)
                  .max(straight)
                  .setScale(asset.scale, RoundingMode.HALF_UP)
                  .min(left);
      charges.add(charge);
      book = book.subtract(charge);
    }
    return of(asset, charges);
  }

  /**
   * By use: each unit made takes the same share of the value, until {@code capacity} units are
   * made; after that nothing is left to charge.
   *
   * @param capacity units that the asset will make in its whole life
   * @param made units made in each year
   */
  public static DepreciationSchedule unitsOfProduction(
      Asset asset, BigDecimal capacity, List<BigDecimal> made) {
    if (capacity.signum() <= 0) {
      throw new IllegalArgumentException("capacity: must be greater than 0");
    }
    List<BigDecimal> charges = new ArrayList<>();
    BigDecimal soFar = BigDecimal.ZERO;
    BigDecimal charged = BigDecimal.ZERO;
    for (BigDecimal units : made) {
      soFar = soFar.add(units).min(capacity);
      BigDecimal until =
          asset
              .base()
              .multiply(soFar)
              .divide(capacity, EXACT)
              .setScale(asset.scale, RoundingMode.HALF_UP);
      charges.add(until.subtract(charged));
      charged = until;
    }
    return of(asset, charges);
  }

  private static DepreciationSchedule byWeight(
      Asset asset, BiFunction<Integer, Integer, BigDecimal> weight) {
    BigDecimal all = BigDecimal.ZERO;
    for (int year = 1; year <= asset.life; year++) {
      all = all.add(weight.apply(year, asset.life));
    }
    List<BigDecimal> charges = new ArrayList<>();
    BigDecimal soFar = BigDecimal.ZERO;
    BigDecimal charged = BigDecimal.ZERO;
    for (int year = 1; year <= asset.life; year++) {
      soFar = soFar.add(weight.apply(year, asset.life));
      // Differences of the rounded cumulative charge, so that rounding never accumulates.
      BigDecimal until =
          year == asset.life
              ? asset.base()
              : asset
                  .base()
                  .multiply(soFar)
                  .divide(all, EXACT)
                  .setScale(asset.scale, RoundingMode.HALF_UP);
      charges.add(until.subtract(charged));
      charged = until;
    }
    return of(asset, charges);
  }

  private static DepreciationSchedule of(Asset asset, List<BigDecimal> charges) {
    List<Year> years = new ArrayList<>();
    BigDecimal accumulated = BigDecimal.ZERO;
    for (int i = 0; i < charges.size(); i++) {
      accumulated = accumulated.add(charges.get(i));
      years.add(new Year(i + 1, charges.get(i), accumulated, asset.cost.subtract(accumulated)));
    }
    return new DepreciationSchedule(years);
  }

  /** Everything charged over the years of the schedule. */
  public BigDecimal total() {
    return Total.of(years, Year::charge);
  }
}
