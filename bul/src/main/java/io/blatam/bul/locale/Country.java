package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A country: its money, and the rates and laws that a first draft starts from. The rates are
 * assumptions that the document lists with year and source; the laws are named, never quoted.
 *
 * @param code ISO 3166 alpha-2
 * @param currency ISO 4217
 * @param decimalPoint whether Spanish texts of this country write 1,234.56
 * @param salesTaxName "IVA", "VAT"
 * @param labourLaw the country's main labour statute
 * @param privacyLaw the country's main data protection statute
 * @param own rates that are used in the place of the {@link Rates} of the platform
 */
public record Country(
    String code,
    Bilingual names,
    String currency,
    boolean decimalPoint,
    String salesTaxName,
    Optional<Bilingual> labourLaw,
    Optional<Bilingual> privacyLaw,
    Optional<CountryRates> own) {

  private static final Set<String> WITH_ARTICLE = Set.of("DO", "GB", "US");

  private static final List<Country> ALL =
      YamlResource.read("/bul/countries.yaml", new TypeReference<>() {});

  private static final List<City> CITIES =
      YamlResource.read("/bul/cities.yaml", new TypeReference<>() {});

  /** The rates to assume. */
  public CountryRates rates() {
    CountryRates known = Rates.of(code);
    return own.map(rates -> rates.over(known)).orElse(known);
  }

  /** This country with the rates that {@code others} have for it. */
  public Country with(List<CountryRates> others) {
    return others.stream()
        .filter(rates -> rates.country().equals(code))
        .findFirst()
        .map(
            rates ->
                new Country(
                    code,
                    names,
                    currency,
                    decimalPoint,
                    salesTaxName,
                    labourLaw,
                    privacyLaw,
                    Optional.of(rates)))
        .orElse(this);
  }

  /** The English name as it stands inside a sentence: "the United Kingdom". */
  public String englishInText() {
    return WITH_ARTICLE.contains(code) ? "the " + names.en() : names.en();
  }

  /** Every country known. */
  public static List<Country> all() {
    return ALL;
  }

  /** The cities by which a country is recognised. */
  public static List<City> cities() {
    return CITIES;
  }

  /** Finds a country by ISO code or by its name in either language, accents and case aside. */
  public static Optional<Country> find(String codeOrName) {
    String wanted = PlainLetters.fold(codeOrName);
    return ALL.stream()
        .filter(
            country ->
                country.code.equalsIgnoreCase(wanted)
                    || PlainLetters.fold(country.names.es()).equals(wanted)
                    || PlainLetters.fold(country.names.en()).equals(wanted))
        .findFirst();
  }

  /** Finds the country of a city, accents and case aside. */
  public static Optional<Country> ofCity(String city) {
    String wanted = PlainLetters.fold(city);
    return CITIES.stream()
        .filter(known -> PlainLetters.fold(known.name()).equals(wanted))
        .findFirst()
        .flatMap(known -> find(known.country()));
  }

  /** A city and the ISO code of its country. */
  public record City(String name, String country) {}
}
