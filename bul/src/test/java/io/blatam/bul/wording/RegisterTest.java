package io.blatam.bul.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegisterTest {

  private static final DocumentComposer COMPOSER = new DocumentComposer();

  @Test
  void formal_spanish_changesWordsAndLeavesTheSentenceRight() {
    assertThat(formal("Conviene pedir tres ofertas, porque solo una no basta."))
        .isEqualTo("Se recomienda solicitar tres ofertas, dado que únicamente una no basta.");
    assertThat(formal("Para empezar hace falta una autorización."))
        .isEqualTo("A fin de comenzar se requiere una autorización.");
  }

  @Test
  void warm_english_contractsAndSimplifies() {
    assertThat(
            Register.of(Tone.WARM, Language.EN)
                .apply("It is not final; the client does not sign prior to delivery."))
        .isEqualTo("It’s not final; the client doesn’t sign before delivery.");
    assertThat(
            Register.of(Tone.FORMAL, Language.EN)
                .apply("It isn’t final; anyone may ask for a copy at once."))
        .isEqualTo("It is not final; any person may request a copy immediately.");
  }

  @Test
  void register_namesQuotationsTablesCodeAndHeadings_stay() {
    String text =
        """
        ## Solo lo necesario

        Vinos Solo Bodega ofrece «solo lo mejor» y `solo` en https://solo.example/solo.

        | Solo | 12 |

        ```chart
        {"title": "solo"}
        ```
        """;

    assertThat(formal(text)).isEqualTo(text);
  }

  @Test
  void register_noType_losesAFigureOrALine() {
    List<String> untouched = new ArrayList<>();
    for (DocumentType type : DocumentTypes.all()) {
      for (Language language : Language.values()) {
        int changed = 0;
        DocumentPlan plan = plan(type, language);
        for (var section : plan.outline().sections()) {
          String text = COMPOSER.compose(plan, section.id()).markdown();
          for (Tone tone : List.of(Tone.FORMAL, Tone.WARM)) {
            String other = Register.of(tone, language).apply(text);
            assertThat(figures(other)).as(type + " " + section.id()).isEqualTo(figures(text));
            assertThat(other.lines().count()).isEqualTo(text.lines().count());
            changed += other.equals(text) ? 0 : 1;
          }
        }
        if (changed < 2 && !type.equals(DocumentType.MEETING_REPORT)) {
          untouched.add(type + " " + language);
        }
      }
    }
    assertThat(untouched).isEmpty();
  }

  @Test
  void shorter_keepsFiguresBoldAndTheFirstSentence() {
    Manner shorter = Manner.USUAL.shortened(true);

    assertThat(
            shorter.say(
                "El barrio crece. Hay oficinas y colegios. Viven 12.000 personas. **Falta** un café.",
                Language.ES,
                true))
        .isEqualTo("El barrio crece. Viven 12.000 personas. **Falta** un café.");
    assertThat(shorter.say("Firma Nortia, S. L. Después paga.", Language.ES, true))
        .isEqualTo("Firma Nortia, S. L. Después paga.");
    assertThat(shorter.say("Una cláusula. Otra frase.", Language.ES, false))
        .isEqualTo("Una cláusula. Otra frase.");
  }

  private static String formal(String text) {
    return Register.of(Tone.FORMAL, Language.ES).apply(text);
  }

  private static DocumentPlan plan(DocumentType type, Language language) {
    String ask =
        type.definition()
            .ask()
            .map(words -> words.in(language))
            .orElse(language.choose("Para Aroma en Bogotá", "For Aroma in Austin"));
    return COMPOSER.plan(Brief.ofText(ask).as(type).in(language), LocalDate.of(2026, 11, 26));
  }

  private static List<String> figures(String text) {
    return Pattern.compile("\\d[\\d.,]*").matcher(text).results().map(MatchResult::group).toList();
  }
}
