package io.blatam.inference.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.provider.TextPieces;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsAndSentencesTest {

  @ParameterizedTest
  @CsvSource({
    "¿Cuánto vendió la cafetería?, SPANISH",
    "cuanto vendio la cafeteria en 2025, SPANISH",
    "What did the café sell in 2025?, ENGLISH",
    "When does the lease end?, ENGLISH",
    "ROI 2025, ENGLISH"
  })
  void language_ofQuestion(String question, AnswerLanguage language) {
    assertThat(AnswerLanguage.of(question)).isEqualTo(language);
  }

  @Example
  void stems_accentsEndingsAndFunctionWords_areGone() {
    assertThat(Words.stems("Las ventas de la cafetería")).containsExactly("venta", "cafet");
    assertThat(Words.stems("The prices are high")).containsExactly("price", "high");
  }

  @Example
  void sentences_linesAndFullStops_endThem() {
    assertThat(Sentences.of("Uno. Dos: 3,5 millones.\n\n- Tres\n# Cuatro"))
        .containsExactly("Uno.", "Dos: 3,5 millones.", "- Tres", "# Cuatro");
  }

  @Example
  void conversation_questionInTheMiddle_restIsContext() {
    Conversation conversation =
        Conversation.of(
            List.of(
                Message.system("Hechos."),
                Message.user("Abrimos en 2019. ¿Cuándo abrimos? Gracias."),
                Message.assistant("Un momento.")));

    assertThat(conversation.question()).isEqualTo("¿Cuándo abrimos?");
    assertThat(conversation.context())
        .containsExactly("Hechos.", "Abrimos en 2019.", "Gracias.", "Un momento.");
  }

  @Example
  void conversation_blankMessage_hasNoQuestion() {
    assertThat(Conversation.of(List.of(Message.user("  "))))
        .isEqualTo(new Conversation("", List.of()));
  }

  @Example
  void cut_stopAndLength() {
    Parameters stop = Parameters.defaults().withStop(List.of("##", "dos"));
    assertThat(Cut.of("uno dos tres", stop)).isEqualTo(new Cut("uno ", "stop"));
    assertThat(Cut.of("uno dos tres", Parameters.defaults().withMaxTokens(2)))
        .isEqualTo(new Cut("uno dos ", "length"));
    assertThat(Cut.of("uno", Parameters.defaults().withMaxTokens(2)))
        .isEqualTo(new Cut("uno", "stop"));
    assertThat(Cut.of("abc🚀def", Parameters.defaults().withMaxTokens(1)).text()).isEqualTo("abc");
  }

  @Property
  void pieces_joined_areTheText(@ForAll String text) {
    List<String> pieces = TextPieces.of(text);

    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).allMatch(piece -> !piece.isEmpty() && piece.length() <= 65);
  }
}
