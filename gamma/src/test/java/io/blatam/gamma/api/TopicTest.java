package io.blatam.gamma.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Haz una presentación sobre el plan de ventas 2027 | El plan de ventas 2027",
        "Hazme una presentación para los socios | Presentación para los socios",
        "Please make a presentation about our new warehouse. | Our new warehouse",
        "I need a pitch deck for a bakery | Bakery",
        "Pitch deck for investors | Pitch deck for investors",
        "Quiero unas diapositivas acerca de la seguridad | La seguridad",
        "Necesito personal nuevo en caja | Necesito personal nuevo en caja",
        "Presentación de resultados | Presentación de resultados",
        "resultados del trimestre | Resultados del trimestre",
        "Make or buy: our kitchen | Make or buy: our kitchen"
      })
  void of_aSentenceThatAsks_isWhatItAsksFor(String asked, String title) {
    assertThat(Topic.of(asked)).isEqualTo(new Topic(title, Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Haz una presentación de 12 diapositivas sobre el clima | El clima | 12",
        "Quarterly results (8 slides) | Quarterly results | 8",
        "Create a 6-slide deck | Create a 6-slide deck | ",
        "Create a deck with 6 slides on tea | Tea | 6",
        "Curso con 40 diapositivas | Curso con 40 diapositivas | "
      })
  void of_aNumberOfSlides_isTheLengthWhereItCanBe(String asked, String title, Integer slides) {
    assertThat(Topic.of(asked))
        .isEqualTo(new Topic(title, Optional.empty(), Optional.ofNullable(slides)));
  }

  @Test
  void of_whomItIsFor_isTheAudience() {
    assertThat(Topic.of("Presentación de 8 diapositivas para los socios sobre el año"))
        .isEqualTo(new Topic("El año", Optional.of("los socios"), Optional.of(8)));
    assertThat(Topic.of("Presentation for our investors about growth").audience())
        .contains("our investors");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Resultados del primer semestre para los socios | Resultados del primer semestre | los socios",
        "Plan 2027 para nuestra junta directiva | Plan 2027 | nuestra junta directiva",
        "Haz una presentación de ventas para el consejo | Presentación de ventas | el consejo",
        "Quarterly results for the board of directors | Quarterly results | the board of directors",
        "Plan de incentivos para los empleados | Plan de incentivos para los empleados | ",
        "Beneficios fiscales para inversores | Beneficios fiscales para inversores | "
      })
  void of_whomItIsForAtTheEnd_isTheAudience(String asked, String title, String audience) {
    assertThat(Topic.of(asked))
        .isEqualTo(new Topic(title, Optional.ofNullable(audience), Optional.empty()));
  }

  @Test
  void of_nothingBesidesTheAsking_keepsIt() {
    assertThat(Topic.of("...").title()).isEqualTo("...");
  }
}
