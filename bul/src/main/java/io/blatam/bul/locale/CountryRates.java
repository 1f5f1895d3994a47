package io.blatam.bul.locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/**
 * What a first draft assumes of a country's rates; those that are not given are somebody else's to
 * tell.
 *
 * @param country ISO 3166 alpha-2
 * @param incomeTax on profits
 * @param salesTax the general rate
 * @param payroll employer's charges on top of salaries
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CountryRates(
    String country, Optional<Rate> incomeTax, Optional<Rate> salesTax, Optional<Rate> payroll) {

  public CountryRates {
    if (country == null || !country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("country: must be a code such as AR");
    }
    if (Country.find(country).isEmpty()) {
      throw new IllegalArgumentException("country: \"" + country + "\" is not known here");
    }
    incomeTax = given(incomeTax);
    salesTax = given(salesTax);
    payroll = given(payroll);
  }

  /** These, and what they do not tell of others. */
  public CountryRates over(CountryRates others) {
    return new CountryRates(
        country,
        incomeTax.or(others::incomeTax),
        salesTax.or(others::salesTax),
        payroll.or(others::payroll));
  }

  private static Optional<Rate> given(Optional<Rate> rate) {
    return rate == null ? Optional.empty() : rate;
  }
}
