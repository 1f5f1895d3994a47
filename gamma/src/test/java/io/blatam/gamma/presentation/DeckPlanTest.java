package io.blatam.gamma.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.api.CompanyCard;
import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.Slide;
import io.blatam.gamma.api.DeckData;
import io.blatam.gamma.api.DeckKind;
import io.blatam.gamma.api.Language;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.api.Tone;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeckPlanTest {

  private static final LocalDate DATE = LocalDate.of(2026, 11, 23);

  @Property(tries = 200)
  void plan_anyKindLanguageAndLength_hasThatManySlidesAndOneChart(
      @ForAll DeckKind kind,
      @ForAll Language language,
      @ForAll Tone tone,
      @ForAll @IntRange(min = 5, max = 20) int length) {
    ParsedDocument deck = parse(request("Tema", kind, language, tone, length));

    assertThat(deck.slides()).hasSize(length);
    assertThat(deck.slides().stream().filter(DeckPlanTest::hasChart)).hasSize(1);
    assertThat(deck.slides()).allMatch(slide -> !slide.notes().isEmpty());
    assertThat(deck.slides()).extracting(Slide::title).doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void markdown_anyTopic_isTheTitleAndBreaksNothing(
      @ForAll @NotBlank @StringLength(max = 120) String topic) {
    PresentationRequest request = request(topic, DeckKind.BRIEFING, Language.ES, Tone.FORMAL, 6);

    ParsedDocument deck = parse(request);

    assertThat(deck.slides()).hasSize(6);
    assertThat(deck.frontMatter().kind().name()).isEqualTo("DECK");
  }

  @ParameterizedTest
  @CsvSource({
    "Apertura de una cafetería en Bogotá,BUSINESS_CASE",
    "Propuesta comercial para el hotel,SALES_PITCH",
    "Estado del proyecto Atlas,PROJECT_STATUS",
    "Curso de atención al público,TRAINING",
    "Resultados del tercer trimestre,RESULTS_REPORT",
    "Quarterly results,RESULTS_REPORT",
    "Capacitación en atención al cliente,TRAINING",
    "Project kick-off,PROJECT_STATUS",
    "Onboarding training for drivers,TRAINING",
    "Pitch deck for an online tutoring marketplace raising 500k USD,INVESTOR_PITCH",
    "Ronda semilla de Tutorix: presentación para inversores,INVESTOR_PITCH",
    "Inversión en un segundo local,BUSINESS_CASE",
    "El clima en la oficina,BRIEFING"
  })
  void kind_fromTheTopic(String topic, DeckKind kind) {
    assertThat(DeckKind.of(topic)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"Opening a coffee shop in Bogotá,EN", "Apertura de una cafetería,ES", "Atlas,ES"})
  void language_fromTheTopic(String topic, Language language) {
    assertThat(Language.of(topic)).isEqualTo(language);
  }

  @Test
  void chart_withoutData_showsTheOwnPlanAsAProposal() {
    String markdown =
        markdown(request("Apertura", DeckKind.BUSINESS_CASE, Language.ES, Tone.NEUTRAL, 10));

    assertThat(markdown).contains("\"values\":[4,6,4,12]").contains("26 semanas en total");
    assertThat(markdown).contains("Propuesta de trabajo");
  }

  @Test
  void chart_ofTime_addsUpToTheMeeting() {
    String markdown =
        markdown(request("Avance", DeckKind.PROJECT_STATUS, Language.EN, Tone.NEUTRAL, 10));

    // Ten slides: the closing one takes the five minutes for questions, the others two each.
    assertThat(markdown).contains("\"values\":[6,6,6,5]").contains("23 minutes in total");
  }

  @Test
  void messages_ofTheCaller_areTheirWords() {
    PresentationRequest request =
        new PresentationRequest(
            "Apertura",
            Optional.of("*todos*"),
            Optional.empty(),
            Optional.of(5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of("Abrimos en mayo", "1. Sin deuda")),
            Optional.<DeckData>empty(),
            Optional.empty());

    assertThat(markdown(request))
        .contains("# Mensajes clave", "- Abrimos en mayo", "- 1\\. Sin deuda")
        .contains("\"Caso de negocio para *todos*\"");
  }

  private static boolean hasChart(Slide slide) {
    return slide.blocks().stream().anyMatch(ChartBlock.class::isInstance);
  }

  @Test
  void company_thatHasTold_isIntroducedWhereADeckSells() {
    CompanyCard company =
        new CompanyCard(
            Optional.of("Panadería La Espiga, S. L."),
            Optional.of("warm"),
            Optional.of("#0a7d55"),
            Optional.of("a".repeat(64)),
            List.of("La Espiga se fundó en 1998 y cuenta con 12 personas."),
            Optional.of("Su facturación anual es de 840.000 €."),
            List.of("espiga.example", "hola@espiga.example"),
            Optional.of("ES91 2100 0418 4502 0005 1332"));
    for (int length = 7; length <= PresentationRequest.LONGEST; length++) {
      ParsedDocument pitch =
          ParsedDocument.parse(
              markdown(
                  request("Pan artesano", DeckKind.SALES_PITCH, Language.ES, Tone.WARM, length),
                  company));
      assertThat(pitch.slides()).hasSize(length);
      assertThat(pitch.frontMatter().theme()).isEqualTo("#0a7d55");
      assertThat(pitch.frontMatter().logo()).isEqualTo("a".repeat(64));
    }
    String pitch =
        markdown(
            request("Pan artesano", DeckKind.SALES_PITCH, Language.ES, Tone.WARM, 10), company);
    assertThat(pitch)
        .contains(
            "# Quiénes somos\n\n- La Espiga se fundó en 1998 y cuenta con 12 personas.",
            "**Cuenta para los pagos:** ES91 2100 0418 4502 0005 1332",
            "espiga.example · hola@espiga.example")
        .doesNotContain("840.000");
    assertThat(
            markdown(
                request("Nuevo horno", DeckKind.BUSINESS_CASE, Language.ES, Tone.FORMAL, 10),
                company))
        .contains("Su facturación anual es de 840.000 €.")
        .doesNotContain("ES91");
    assertThat(
            markdown(request("Higiene", DeckKind.TRAINING, Language.ES, Tone.FORMAL, 10), company))
        .doesNotContain("Quiénes somos", "840.000", "ES91");
  }

  private static PresentationRequest request(
      String topic, DeckKind kind, Language language, Tone tone, int length) {
    return new PresentationRequest(
        topic,
        Optional.empty(),
        Optional.of(tone),
        Optional.of(length),
        Optional.of(language),
        Optional.of(kind),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String markdown(PresentationRequest request) {
    return markdown(request, CompanyCard.EMPTY);
  }

  private static String markdown(PresentationRequest request, CompanyCard company) {
    DeckPlan plan = DeckPlan.of(request, company);
    return DeckMarkdown.of(
        request, company, plan, plan.slides(), new Authorship("template 1", false), DATE);
  }

  private static ParsedDocument parse(PresentationRequest request) {
    return ParsedDocument.parse(markdown(request));
  }
}
