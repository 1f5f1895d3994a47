package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the law of a country is called in a contract: its courts, registers, numbers and statutes.
 * Named so that a reader knows where to look, never quoted. Where nothing is known of a country the
 * wording is neutral.
 *
 * @param code ISO 3166 alpha-2, or {@code other}
 * @param terms by name; "-" where the country has no such thing
 */
public record LegalTerms(String code, Map<String, Bilingual> terms) {
  private static final String ELSEWHERE = "other";

  private static final List<LegalTerms> ALL =
      YamlResource.read("/bul/legal.yaml", new TypeReference<>() {});

  /** The countries known, {@code other} first. */
  public static List<LegalTerms> all() {
    return ALL;
  }

  /**
   * Every term in one language; those of {@code country} with the neutral ones where it has none. A
   * term that the country does not have is absent.
   */
  public static Map<String, Optional<String>> of(Optional<Country> country, Language language) {
    Map<String, Optional<String>> terms = new HashMap<>();
    named(ELSEWHERE).ifPresent(neutral -> neutral.into(terms, language));
    country.flatMap(known -> named(known.code())).ifPresent(own -> own.into(terms, language));
    country
        .flatMap(Country::privacyLaw)
        .ifPresent(law -> terms.put("privacy_law", Optional.of(law.in(language))));
    country
        .flatMap(Country::labourLaw)
        .ifPresent(law -> terms.put("labour_law", Optional.of(law.in(language))));
    country.ifPresent(known -> terms.put("tax_name", Optional.of(known.salesTaxName())));
    return terms;
  }

  private void into(Map<String, Optional<String>> all, Language language) {
    terms.forEach(
        (name, term) ->
            all.put(name, Optional.of(term.in(language)).filter(text -> !text.equals("-"))));
  }

  private static Optional<LegalTerms> named(String code) {
    return ALL.stream().filter(terms -> terms.code.equals(code)).findFirst();
  }
}
