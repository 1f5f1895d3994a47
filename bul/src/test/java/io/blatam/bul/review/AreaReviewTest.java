package io.blatam.bul.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.agent.CheckPoint.Severity;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.agent.SmeAgents;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.SectionText;
import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AreaReviewTest {
  private static final DocumentComposer COMPOSER = new DocumentComposer();
  private static final SmeAgents AGENTS = SmeAgents.shipped();
  private static final SmeAgent HR = AGENTS.of(BusinessArea.HUMAN_RESOURCES).orElseThrow();
  private static final DocumentPlan POLICY =
      plan(
          "{\"document_type\":\"hr-policy\",\"language\":\"es\",\"text\":\"Política de"
              + " vacaciones\",\"company\":{\"name\":\"Zapatos Luna\",\"country\":\"CO\"}}");

  private static DocumentPlan plan(String brief) {
    return COMPOSER.plan(BriefFormat.json(brief), LocalDate.of(2026, 11, 23));
  }

  private static List<SectionText> composed(DocumentPlan plan) {
    return plan.outline().sections().stream()
        .map(section -> COMPOSER.compose(plan, section.id()).asText())
        .toList();
  }

  /** The policy with {@code text} at the end of its second chapter. */
  private static List<SectionText> with(String text) {
    List<SectionText> sections = new ArrayList<>(composed(POLICY));
    SectionText second = sections.get(1);
    sections.set(
        1, new SectionText(second.sectionId(), second.title(), second.markdown() + "\n\n" + text));
    return sections;
  }

  static Stream<DocumentType> types() {
    return DocumentTypes.all().stream();
  }

  /** What the templates write from a type's own example gives a reviewer nothing severe to say. */
  @ParameterizedTest
  @MethodSource("types")
  void review_composedDocument_hasNothingSevere(DocumentType type) {
    for (Language language : Language.values()) {
      var brief =
          com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
              .objectNode()
              .put("document_type", type.id())
              .put("language", language.code());
      type.definition().example().ifPresent(e -> brief.set("fields", e.get(language.code())));
      if (type.definition().example().isEmpty() && !type.definition().typed()) {
        continue;
      }
      if (type.equals(DocumentType.SALES_PROPOSAL)) {
        // A proposal of which nothing is known has no price, and the reviewer says so.
        continue;
      }
      DocumentPlan plan = COMPOSER.plan(BriefFormat.json(brief), LocalDate.of(2026, 11, 23));
      SmeAgent expert = AGENTS.of(type.area()).orElseThrow();
      assertThat(AreaReview.review(plan, expert, composed(plan)))
          .as(language.code())
          .noneMatch(remark -> remark.severity() == Severity.SEVERE);
    }
  }

  @Test
  void review_composedPolicy_saysNothing() {
    assertThat(AreaReview.review(POLICY, HR, composed(POLICY))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rige desde el 31 de abril de 2027. | impossible-date | SEVERE | 31 de abril de 2027",
        "Firmado el 2027-02-29. | impossible-date | SEVERE | 2027-02-29",
        "El bono es de 300 USD al año. | other-currency | WARNING | 300 USD",
        "En zapatos luna nadie pierde sus días. | name-spelled-differently | WARNING | zapatos"
            + " luna",
        "Plazo: [completar]. | unresolved | SEVERE | [completar]",
        "Cabe destacar que hay vacaciones. | filler | ADVICE | Cabe destacar que",
        "Es genial descansar. | loose-word | ADVICE | genial"
      })
  void review_fault_isFoundWithQuoteAndPlace(
      String text, String code, Severity severity, String quote) {
    assertThat(AreaReview.review(POLICY, HR, with(text)))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.code()).isEqualTo(code);
              assertThat(remark.severity()).isEqualTo(severity);
              assertThat(remark.quote()).contains(quote);
              assertThat(remark.sectionId()).isEqualTo(POLICY.outline().sections().get(1).id());
              assertThat(remark.advice()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rige desde el 30 de abril de 2027.",
        "ZAPATOS LUNA agradece su lectura.",
        "El bono es de 300.000 COP al año.",
        "El supermercado superó su meta."
      })
  void review_nothingWrong_saysNothing(String text) {
    assertThat(AreaReview.review(POLICY, HR, with(text))).isEmpty();
  }

  @Test
  void review_requiredPointMissing_isSaidInTheDocumentsLanguage() {
    List<SectionText> bare = List.of(new SectionText("purpose", "Objeto", "Texto."));

    assertThat(AreaReview.review(POLICY, HR, bare))
        .anySatisfy(
            remark -> {
              assertThat(remark.code()).isEqualTo("effective-date");
              assertThat(remark.severity()).isEqualTo(Severity.SEVERE);
              assertThat(remark.advice()).startsWith("Falta: ");
            });
  }

  @Test
  void modelReviewer_isReadStrictly() {
    Set<String> sections = Set.of("scope");
    String good = "[{\"section\":\"scope\",\"quote\":\"todos\",\"advice\":\"Diga a quién.\"}]";

    assertThat(ReviewAnswer.read(good, sections, "obliga a todos")).hasSize(1);
    assertThat(ReviewAnswer.read("Sure! " + good, sections, "obliga a todos")).isEmpty();
    assertThat(ReviewAnswer.read(good, sections, "otro texto")).isEmpty();
    assertThat(ReviewAnswer.read(good, Set.of("other"), "obliga a todos")).isEmpty();
    assertThat(ReviewAnswer.read(good.replace("advice", "order"), sections, "todos")).isEmpty();
  }
}
