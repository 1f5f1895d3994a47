package io.blatam.bul.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Outline;
import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That a tone asked for with the first brief gives what the same tone asked for later gives. */
class AddressTest {

  private static final DocumentComposer COMPOSER = new DocumentComposer();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  /**
   * Words that only somebody who says tú, or usted, writes; "su" and "le" may be a third person's.
   */
  private static final Pattern TU =
      Pattern.compile(
          "(?iu)\\b(?:tú|tu|tus|te|ti|contigo|puedes|ayudarte|darte|ofrecerte|responderte|completa (?:la|las|los|el|este)|añade una|devuelve est[ea]|sustitúyelas?)\\b");

  private static final Pattern USTED =
      Pattern.compile(
          "(?iu)\\busted\\b|\\b(?:le|se lo) (?:pedimos|rogamos|presentamos|comunicaremos|pediremos"
              + "|diremos|atiende|escribo|confirmo|indico|devolvemos)\\b"
              + "|\\b(?:ayudarle|ofrecerle|responderle|complete (?:la|las|los|el|este)|añada una|devuelva|confirme por escrito|sustitúyalas?)\\b");

  @Test
  void tone_inTheFirstBrief_isThatOfTheSameToneAskedForLater() {
    for (DocumentType type : DocumentTypes.all()) {
      for (Language language : Language.values()) {
        DocumentPlan usual = plan(type, language, Optional.empty());
        for (Tone tone : Tone.values()) {
          DocumentPlan first = plan(type, language, Optional.of(tone));
          DocumentPlan later = usual.with(Wording.USUAL.everywhere(manner -> manner.in(tone)));
          assertThat(text(first)).as("%s %s %s", type, language, tone).isEqualTo(text(later));
        }
      }
    }
  }

  @Test
  void spanish_everyType_saysUstedOrTu_neverBoth() {
    for (DocumentType type : DocumentTypes.all()) {
      String usual = text(plan(type, Language.ES, Optional.empty()));
      String formal = text(plan(type, Language.ES, Optional.of(Tone.FORMAL)));
      String warm = text(plan(type, Language.ES, Optional.of(Tone.WARM)));

      assertThat(found(TU, usual)).as(type + " usual").isEmpty();
      assertThat(found(TU, formal)).as(type + " formal").isEmpty();
      assertThat(found(USTED, warm)).as(type + " warm").isEmpty();
      assertThat(found(USTED, formal).isEmpty()).isEqualTo(found(USTED, usual).isEmpty());
      assertThat(found(TU, warm).isEmpty())
          .as(type + " speaks to its reader in both registers or in none")
          .isEqualTo(found(USTED, usual).isEmpty());
    }
  }

  @Test
  void privacyNotice_warm_keepsItsWords_andSaysTu() {
    String usual = text(plan("privacy-notice", Optional.empty()));
    String warm = text(plan("privacy-notice", Optional.of(Tone.WARM)));

    assertThat(warm)
        .contains(
            "Puedes ejercer en cualquier momento, sin coste, los derechos que te reconoce",
            "Si consideras que no hemos respetado tus derechos, puedes reclamar",
            "la comunicaremos a la autoridad y a ti en los plazos")
        .doesNotContain(" usted");
    assertThat(warm.replaceAll("\\p{L}+", "").strip())
        .isEqualTo(usual.replaceAll("\\p{L}+", "").strip());
  }

  @Test
  void offer_inEachRegister() {
    assertThat(text(plan("employment-offer", Optional.of(Tone.WARM))))
        .contains(
            "nos complace ofrecerte el puesto",
            "Hemos valorado tu experiencia y tu forma de trabajar, y creemos que puedes aportar",
            "Estamos a tu disposición");
    assertThat(text(plan("employment-offer", Optional.of(Tone.FORMAL))))
        .contains("nos complace ofrecerle el puesto", "Estamos a su disposición");
    assertThat(text(plan("customer-service-guide", Optional.of(Tone.WARM))))
        .contains("te atiende Ana. ¿En qué puedo ayudarte?", "«Cuéntame qué ha pasado.»");
  }

  @Test
  void tone_readFromTheWordsOfAnAsk() {
    assertThat(toneOf("Propuesta comercial para Hotel Sol, en tono cercano")).contains(Tone.WARM);
    assertThat(toneOf("Oferta de empleo para Ana; trátala de tú")).contains(Tone.WARM);
    assertThat(toneOf("Oferta de empleo para Ana, en un tono muy formal")).contains(Tone.FORMAL);
    assertThat(toneOf("A sales proposal for Orbis in a friendly tone")).contains(Tone.WARM);
    assertThat(toneOf("Contrato formal de servicios para Orbis")).isEmpty();
    assertThat(BriefFormat.json("{\"text\": \"x\", \"tone\": \"cercano\"}").tone())
        .contains(Tone.WARM);
  }

  private static Optional<Tone> toneOf(String ask) {
    return COMPOSER
        .plan(Brief.ofText(ask).as(DocumentType.SALES_PROPOSAL), TODAY)
        .brief()
        .brief()
        .tone();
  }

  private static List<String> found(Pattern words, String text) {
    return words.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  private static DocumentPlan plan(String type, Optional<Tone> tone) {
    return plan(DocumentType.of(type), Language.ES, tone);
  }

  private static DocumentPlan plan(DocumentType type, Language language, Optional<Tone> tone) {
    String ask =
        type.definition()
            .ask()
            .map(words -> words.in(language))
            .orElse(
                language.choose(
                    "Propuesta para Hotel Sol: necesita cambiar su iluminación; instalar 40"
                        + " luminarias a 36 EUR",
                    "For Aroma in Austin"));
    String brief =
        "{\"text\": \"%s\"%s}"
            .formatted(
                ask.replace("\"", "\\\""),
                tone.map(asked -> ", \"tone\": \"" + asked.id() + "\"").orElse(""));
    return COMPOSER.plan(BriefFormat.json(brief).as(type).in(language), TODAY);
  }

  private static String text(DocumentPlan plan) {
    return plan.outline().sections().stream()
        .map(Outline.Section::id)
        .map(section -> COMPOSER.compose(plan, section).markdown())
        .collect(Collectors.joining("\n\n"));
  }
}
