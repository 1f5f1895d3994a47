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
        .startsWith(name);
  }
}
