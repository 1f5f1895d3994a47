package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.locale.Language;
import org.junit.jupiter.api.Test;

class FreeTextTest {

  @Test
  void read_spanishBusinessPlan() {
    FreeText said =
        FreeText.read(
            "Plan de negocio para una cafetería llamada Aroma en Bogotá, inversión 80 000 000 COP y"
                + " un préstamo de 48.000.000 al 17,5 % a 48 meses");

    assertThat(said.language()).isEqualTo(Language.ES);
    assertThat(said.companyName()).contains("Aroma");
    assertThat(said.city()).contains("Bogotá");
    assertThat(said.country().orElseThrow().code()).isEqualTo("CO");
    assertThat(said.sector().orElseThrow().id()).isEqualTo("cafeteria");
    assertThat(said.currency()).contains("COP");
    assertThat(said.investment().orElseThrow()).isEqualByComparingTo("80000000");
    assertThat(said.loan().orElseThrow()).isEqualByComparingTo("48000000");
    assertThat(said.loanRate().orElseThrow()).isEqualByComparingTo("17.5");
    assertThat(said.loanMonths()).contains(48);
  }

  @Test
  void read_englishBusinessPlan() {
    FreeText said =
        FreeText.read(
            "Business plan for a software company called Kestrel in Dublin, investment of EUR"
                + " 120,000 with a loan of EUR 50,000 over 5 years");

    assertThat(said.language()).isEqualTo(Language.EN);
    assertThat(said.companyName()).contains("Kestrel");
    assertThat(said.sector().orElseThrow().id()).isEqualTo("software");
    assertThat(said.investment().orElseThrow()).isEqualByComparingTo("120000");
    assertThat(said.loan().orElseThrow()).isEqualByComparingTo("50000");
    assertThat(said.loanMonths()).contains(60);
  }

  @Test
  void read_loanTermInSpanishYears() {
    assertThat(FreeText.read("un crédito de 1,500,000 MXN al 15% a 5 años").loanMonths())
        .contains(60);
  }

  @Test
  void read_policySubject() {
    assertThat(FreeText.read("Política de teletrabajo para una agencia en Madrid").subject())
        .contains("teletrabajo");
    assertThat(FreeText.read("Write a remote work policy for our staff in London").subject())
        .contains("remote work");
  }

  @Test
  void read_nothingKnown() {
    FreeText said = FreeText.read("hola");

    assertThat(said.city()).isEmpty();
    assertThat(said.investment()).isEmpty();
    assertThat(said.companyName()).isEmpty();
  }
}
