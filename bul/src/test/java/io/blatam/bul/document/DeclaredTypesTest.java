package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.bul.locale.Language;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every declared type in both languages for five countries: from all its fields, from almost
 * nothing and from a sentence, each document whole and in one language.
 */
class DeclaredTypesTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 23);
  private static final DocumentComposer COMPOSER = new DocumentComposer();
  private static final List<String> COUNTRIES = List.of("ES", "MX", "CO", "AR", "US");
  private static final int WORDS_THAT_SHOW_A_LANGUAGE = 25;

  private static final LanguageDetector DETECTOR =
      LanguageDetectorBuilder.fromLanguages(
              com.github.pemistahl.lingua.api.Language.SPANISH,
              com.github.pemistahl.lingua.api.Language.ENGLISH)
          .build();

  /** Names of statutes and offices stay in their own language; these words belong to none. */
  private static final Pattern SPANISH =
      Pattern.compile("(?iu)\\b(el|los|las|una|para|con|que|por|según|empresa|año|días)\\b");

  private static final Pattern ENGLISH =
      Pattern.compile("(?iu)\\b(the|of|with|shall|which|this|is|company|year|days)\\b");

  private static final Pattern STRANDED =
      Pattern.compile("\\( *\\)|«»|“”| ,| \\.(?!\\.)|,\\.|\\.\\.(?!\\.)|;\\.|:\\.");

  /** Chapters that have been looked at: many are the same in every country. */
  private static final Set<String> CLEAN = new HashSet<>();

  static Stream<Arguments> everyTypeInBothLanguages() {
    return DocumentTypes.all().stream()
        .filter(type -> !type.definition().typed())
        .flatMap(
            type -> Arrays.stream(Language.values()).map(language -> Arguments.of(type, language)));
  }

  @ParameterizedTest
  @MethodSource("everyTypeInBothLanguages")
  void compose_allFields_givesAWholeDocument(DocumentType type, Language language) {
    for (String country : COUNTRIES) {
      ObjectNode brief = brief(type, language, country);
      ((ObjectNode) brief.get("company"))
          .put("name", "Aurora")
          .put("legal_form", "S.A.")
          .put("tax_id", "A-1")
          .put("address", "Norte 5, Pue.")
          .put("representative", "Eva M.")
          .put("email", "a@aurora.example")
          .put("phone", "222 555")
          .put("website", "www.aurora.example")
          .put("city", "Aurora City");
      brief.set(type.key(), type.definition().example().orElseThrow().get(language.code()));

      assertWhole(BriefFormat.json(brief), language, type + " " + country);
    }
  }

  @ParameterizedTest
  @MethodSource("everyTypeInBothLanguages")
  void compose_almostNothing_givesAWholeDocument(DocumentType type, Language language) {
    for (String country : COUNTRIES) {
      assertWhole(BriefFormat.json(brief(type, language, country)), language, type + " " + country);
    }
    assertWhole(Brief.ofType(type).in(language), language, type + " anywhere");
  }

  @ParameterizedTest
  @MethodSource("everyTypeInBothLanguages")
  void compose_aSentence_isRecognisedAndGivesAWholeDocument(DocumentType type, Language language) {
    String ask = type.definition().ask().orElseThrow().in(language);
    Brief brief = Brief.ofText(ask);

    assertThat(DocumentKind.of(brief).orElseThrow().type()).isEqualTo(type);
    assertWhole(brief, language, ask);
  }

  @ParameterizedTest
  @MethodSource("everyTypeInBothLanguages")
  void example_givesEveryField(DocumentType type, Language language) {
    var example = type.definition().example().orElseThrow().get(language.code());
    BriefFormat.json(brief(type, language, "ES").set(type.key(), example));

    assertThat(example.size())
        .as("an example shows most of what can be said")
        .isGreaterThanOrEqualTo(type.definition().fields().size() / 3);
  }

  private static ObjectNode brief(DocumentType type, Language language, String country) {
    ObjectNode brief = JsonNodeFactory.instance.objectNode();
    brief.put("document_type", type.id()).put("language", language.code());
    brief.putObject("company").put("country", country);
    return brief;
  }

  private static void assertWhole(Brief brief, Language language, String what) {
    DocumentPlan plan = COMPOSER.plan(brief, DATE);
    String markdown = DocumentComposerTest.document(plan);

    assertThat(plan.brief().language()).as(what).isEqualTo(language);
    // Some countries' rates are of the year before: that is worth a finding and no mistake.
    assertThat(COMPOSER.check(plan, markdown))
        .as(what)
        .allMatch(finding -> finding.code().equals("outdated-rate"));
    for (Outline.Section section : plan.outline().sections()) {
      String chapter = COMPOSER.compose(plan, section.id()).markdown();
      if (CLEAN.contains(language + chapter)) {
        continue;
      }
      String words = chapter.replaceAll("\\([^)]*\\)", " ").replaceAll("[_|*#\\\\]|---", " ");
      String where = what + ", " + section.id() + ": " + chapter;
      assertThat((language == Language.ES ? ENGLISH : SPANISH).matcher(words).find())
          .as("foreign word in " + where)
          .isFalse();
      assertThat(STRANDED.matcher(chapter.replace("\\_", "_")).results().map(m -> m.group()))
          .as("stranded punctuation in " + where)
          .isEmpty();
      if (words.strip().split("\\s+").length >= WORDS_THAT_SHOW_A_LANGUAGE) {
        assertThat(DETECTOR.detectLanguageOf(words).name())
            .as(where)
            .isEqualTo(language == Language.ES ? "SPANISH" : "ENGLISH");
      }
      CLEAN.add(language + chapter);
    }
  }
}
