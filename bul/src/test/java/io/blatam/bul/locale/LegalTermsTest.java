package io.blatam.bul.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegalTermsTest {

  @Test
  void all_countriesHaveTheSameTerms() {
    assertThat(LegalTerms.all())
        .extracting(LegalTerms::code)
        .contains("ES", "MX", "CO", "AR", "US");
    assertThat(LegalTerms.all())
        .allSatisfy(
            terms -> {
              assertThat(Country.find(terms.code()).isPresent() || terms.code().equals("other"))
                  .as(terms.code())
                  .isTrue();
              assertThat(terms.terms().keySet())
                  .as(terms.code())
                  .isEqualTo(LegalTerms.all().get(0).terms().keySet());
            });
  }

  @Test
  void of_knownCountry_namesItsOwn() {
    assertThat(LegalTerms.of(Country.find("MX"), Language.ES))
        .containsEntry("tax_id", Optional.of("RFC"))
        .containsEntry("secrets_immunity", Optional.empty());
  }

  @Test
  void of_unknownCountry_isNeutral() {
    assertThat(LegalTerms.of(Optional.empty(), Language.EN))
        .containsEntry("courts", Optional.of("the courts of"));
  }
}
