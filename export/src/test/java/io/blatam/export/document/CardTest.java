package io.blatam.export.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTest {

  @Test
  void of_namedPoints_areCards() {
    List<Card> cards =
        cards("- **Riesgo acotado:** un piloto pequeño\n- **Método**: fases *cortas*");

    assertThat(cards).extracting(Card::name).containsExactly("Riesgo acotado", "Método");
    assertThat(cards).extracting(Card::text).containsExactly("Un piloto pequeño", "Fases cortas");
  }

  @Test
  void of_textThatBeginsWithMarkup_keepsIt() {
    Card card = cards("- **Web:** [la tienda](https://example.com)\n- **B:** b").get(0);

    assertThat(card.lead()).isEmpty();
    assertThat(card.text()).isEqualTo("la tienda");
    assertThat(card.rest()).hasSize(1);
  }

  @Test
  void of_textThatBeginsOutsideTheLatinAlphabet_isLeftAsItIs() {
    assertThat(cards("- **A:** 😀 hola\n- **B:** ñandú").stream().map(Card::text))
        .containsExactly("😀 hola", "Ñandú");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- **A:** a",
        "- **A:** a\n- b",
        "- **A:**\n- **B:** b",
        "- **A:** a\n    - detail\n- **B:** b",
        "1. **A:** a\n2. **B:** b",
        "- **A:** a\n- **B:** b\n\nAnd a paragraph.",
        "- **A:** a\n- **B:** b\n- **C:** c\n- **D:** d\n- **E:** e"
      })
  void of_anythingElse_isNoCards(String markdown) {
    assertThat(cards(markdown)).isEmpty();
  }

  @Test
  void of_aLongText_isNoCards() {
    assertThat(cards("- **A:** " + "largo ".repeat(40) + "\n- **B:** b")).isEmpty();
    assertThat(cards("- **" + "Nombre ".repeat(9).strip() + ":** a\n- **B:** b")).isEmpty();
  }

  private static List<Card> cards(String markdown) {
    ParsedDocument deck =
        ParsedDocument.parse("---\ntitle: t\nkind: deck\n---\n# Uno\n\n" + markdown + "\n");
    return Card.of(deck.slides().get(0).blocks());
  }
}
