package io.blatam.bul.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefCompletion;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentNameTest {

  @ParameterizedTest
  @CsvSource({"Madrid, Presupuesto", "Buenos Aires, Presupuesto", "Bogotá, Cotización"})
  void quotation_isCalledAsInItsCountry(String city, String name) {
    Brief brief =
        Brief.ofText(
            "Cotización de pintura para Hotel Sol en " + city + ", 3 habitaciones a 400 cada una");

    assertThat(DocumentName.title(BriefCompletion.complete(brief, LocalDate.of(2026, 3, 2))))
        .isEqualTo(name + " · Para Hotel Sol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Propuesta comercial de mantenimiento web para Hotel Sol, 3 meses"
            + "|Propuesta comercial · Presentada a Hotel Sol",
        "Plan de negocio para una cafetería llamada Aroma en Bogotá|Plan de negocio · Aroma",
        "Plan de negocio para una cafetería en Bogotá|Plan de negocio",
      })
  void title_saysWhatTellsItFromOthers(String text, String title) {
    assertThat(
            DocumentName.title(
                BriefCompletion.complete(Brief.ofText(text), LocalDate.of(2026, 3, 2))))
        .isEqualTo(title);
  }
}
