package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A country: its money, and the rates and laws that a first draft starts from. The rates are
 * assumptions that the document lists; the laws are named, never quoted.
 *
 * @param code ISO 3166 alpha-2
 * @param currency ISO 4217
 * @param decimalPoint whether Spanish texts of this country write 1,234.56
 * @param incomeTax assumed rate on profits, percent
 * @param salesTaxName "IVA", "VAT"
 * @param salesTax assumed general rate, percent
 * @param payroll assumed employer's charges on top of salaries, percent
 * @param labourLaw the country's main labour statute
 * @param privacyLaw the country's main data protection statute
 */
public record Country(
    String code,
    Bilingual names,
    String currency,
    boolean decimalPoint,
    BigDecimal incomeTax,
    String salesTaxName,
    BigDecimal salesTax,
    BigDecimal payroll,
    Optional<Bilingual> labourLaw,
    Optional<Bilingual> privacyLaw) {

  private static final Set<String> WITH_ARTICLE = Set.of("DO", "GB", "US");

  private static final List<Country> ALL =
      YamlResource.read("/bul/countries.yaml", new TypeReference<>() {});

  private static final List<City> CITIES =
      YamlResource.read("/bul/cities.yaml", new TypeReference<>() {});

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
