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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Turns in which a word of the tables means something else, or takes another grammar. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FORMAL | ES | Además de la fianza, paga el seguro.      | Además de la fianza, paga el seguro.
          FORMAL | ES | También cobra; además, usa dos locales.   | Igualmente cobra; asimismo, utiliza dos locales.
          FORMAL | ES | No solo vende, sino también alquila.      | No únicamente vende, sino también alquila.
          FORMAL | ES | Desde ahora y hasta luego.                | Desde ahora y hasta luego.
          FORMAL | ES | Quiere decir que termina de pagar.        | Quiere decir que termina de pagar.
          FORMAL | ES | Le conviene esperar.                      | Le conviene esperar.
          FORMAL | ES | La ayuda a domicilio ayuda a las familias. | La ayuda a domicilio contribuye a las familias.
          FORMAL | ES | No porque falte, sino porque sobra.       | No porque falte, sino porque sobra.
          WARM   | ES | Ambas están de acuerdo con el plazo.      | Ambas están de acuerdo con el plazo.
          WARM   | ES | De acuerdo con el plazo, dispone de dos días. | Según el plazo, tiene dos días.
          WARM   | ES | La empresa se propone abrir en mayo.      | La empresa se propone abrir en mayo.
          WARM   | ES | No obstante lo anterior, se propone una visita. | No obstante lo anterior, proponemos una visita.
          WARM   | ES | Dado que llueve, cierra, dado que nadie viene. | Dado que llueve, cierra, porque nadie viene.
          FORMAL | EN | As a whole, the whole team was set up well. | As a whole, the entire team was set up well.
          FORMAL | EN | Get ready: it is large enough and they have enough staff. | Get ready: it is large enough and they have sufficient staff.
          FORMAL | EN | Not because of price; 50 at once, by mistake. | Not owing to price; 50 at once, by mistake.
          FORMAL | EN | Take a look at it, anyone else may look at it. | Take a look at it, anyone else may examine it.
          WARM   | EN | It is therefore signed immediately after delivery. | It’s therefore signed immediately after delivery.
          WARM   | EN | Therefore, it is not final.               | So, it’s not final.
          """)
  void register_turnsOfPhrase_stayRight(Tone tone, String language, String text, String said) {
    assertThat(Register.of(tone, Language.of(language)).apply(text)).isEqualTo(said);
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
