package io.blatam.redundancy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedundancyTest {

  private static final String EARLIER =
      """
      ---
      title: Plan de negocio
      ---
      # Mercado

      La zona de Chapinero reúne oficinas, universidades y vivienda, con un paso de personas constante
      durante toda la semana. La competencia directa son tres cafeterías de barrio sin oferta de café
      de origen.
      """;

  private static final String LATER =
      """
      # Entorno

      El cliente pidió brevedad. La zona de **Chapinero** reúne oficinas, universidades y vivienda, con
      un paso de personas constante durante toda la semana. El resto de este documento dice cosas
      nuevas que nadie había escrito antes en la empresa.
      """;

  private static final String UNRELATED =
      "The maintenance contract covers two visits a month and every spare part under warranty.";

  @Test
  void overlaps_saysWhichDocumentHowMuchAndWhere() {
    List<Overlap> overlaps =
        Redundancy.overlaps(
            LATER, List.of(document("a", EARLIER, true), document("b", UNRELATED, true)), 0.05);

    assertThat(overlaps).hasSize(1);
    Overlap overlap = overlaps.get(0);
    assertThat(overlap.documentId()).isEqualTo("a");
    assertThat(overlap.estimated()).isFalse();
    // 19 shared words are 16 shingles of 4; the later text has 40 words, so 37 shingles.
    assertThat(overlap.containment()).isCloseTo(16 / 37.0, within(1e-9));
    PassageMatch passage = overlap.passages().get(0);
    assertThat(passage.words()).isEqualTo(19);
    assertThat(passage.a().in(LATER)).startsWith("La zona de **Chapinero**").endsWith("la semana");
    assertThat(passage.b().in(EARLIER)).startsWith("La zona de Chapinero").endsWith("la semana");
  }

  @Test
  void overlaps_withoutTheText_isAnEstimateAndSaysSo() {
    List<Overlap> overlaps =
        Redundancy.overlaps(LATER, List.of(document("a", EARLIER, false)), 0.05);
    assertThat(overlaps).hasSize(1);
    assertThat(overlaps.get(0).estimated()).isTrue();
    assertThat(overlaps.get(0).containment()).isCloseTo(16 / 37.0, within(0.2));
    assertThat(overlaps.get(0).passages()).isEmpty();
  }

  @Test
  void candidates_leavesOutWhatSharesNothing() {
    assertThat(
            Redundancy.candidates(
                Redundancy.signature(LATER),
                List.of(document("b", UNRELATED, false), document("a", EARLIER, false))))
        .extracting(EarlierDocument::id)
        .containsExactly("a");
  }

  @Test
  void signature_survivesCbor() throws IOException {
    ObjectMapper cbor = new ObjectMapper(new CBORFactory());
    Signature signature = Redundancy.signature(EARLIER);
    assertThat(cbor.readValue(cbor.writeValueAsBytes(signature), Signature.class))
        .isEqualTo(signature)
        .isEqualTo(Redundancy.signature(EARLIER));
  }

  /** Signatures are stored: should this change, every stored one is worthless. */
  @Test
  void signature_isTheSameInEveryRelease() {
    assertThat(Redundancy.signature("La cafetería abre cada mañana en Bogotá").minima())
        .startsWith(-1517556785, -1217730645, -1702831266, -1392771881, -1384718104);
  }

  @Test
  void signature_differentShingleSizesDoNotCompare() {
    Signature four = Redundancy.signature(EARLIER);
    Signature three = new Signature(3, 1, new int[Signature.HASHES]);
    assertThatThrownBy(() -> four.estimatedJaccard(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 and 3");
  }

  @Test
  void analyze_spanishDocument() {
    Analysis analysis =
        Redundancy.analyze(EARLIER + "\n\n" + EARLIER.substring(EARLIER.indexOf("# ")));
    assertThat(analysis.language().language()).isEqualTo(Language.SPANISH);
    assertThat(analysis.readability()).isPresent();
    assertThat(analysis.repeatedShare()).isCloseTo(0.5, within(1e-9));
    assertThat(analysis.keywords()).extracting(Keyword::phrase).contains("competencia directa");
  }

  @Test
  void analyze_empty() {
    Analysis analysis = Redundancy.analyze("");
    assertThat(analysis.words()).isZero();
    assertThat(analysis.readability()).isEmpty();
    assertThat(analysis.keywords()).isEmpty();
  }

  private static EarlierDocument document(String id, String text, boolean withText) {
    return new EarlierDocument(
        id,
        "Title of " + id,
        Redundancy.signature(text),
        withText ? Optional.of(text) : Optional.empty());
  }
}
