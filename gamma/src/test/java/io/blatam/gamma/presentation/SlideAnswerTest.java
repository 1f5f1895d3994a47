package io.blatam.gamma.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.gamma.presentation.DeckSlide.Written;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlideAnswerTest {

  private static final String ALLOWED = "Abrir 2 locales con 80 000 000 COP en 2027";

  @Test
  void read_whatAComposedTextSays_isTheSame() {
    Written text = new Written(List.of("**Uno:** sí.", "Dos"), "Decirlo despacio.");

    assertThat(SlideAnswer.read(text.asText(), "", "")).contains(text);
  }

  @Test
  void read_figuresThatWereGiven_inAnyNotation() {
    assertThat(SlideAnswer.read("- Invertimos 80.000.000 COP\n* En 2027", ALLOWED, "n"))
        .contains(new Written(List.of("Invertimos 80.000.000 COP", "En 2027"), "n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- Crecemos un 35 %",
        "- Vale\n\n```notes\nUnos 500 clientes\n```",
        "Un párrafo sin viñetas",
        "- Vea [esto](https://example.org)",
        "- <script>alert(1)</script>",
        ""
      })
  void read_inventedFiguresOrOtherForms_areNotTaken(String answer) {
    assertThat(SlideAnswer.read(answer, ALLOWED, "n")).isEmpty();
  }

  @Test
  void read_tooManyPoints_areNotTaken() {
    assertThat(SlideAnswer.read("- punto\n".repeat(8), "", "n")).isEmpty();
  }
}
