package io.blatam.bul.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blatam.bul.routing.Verdict.Likely;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FewShotClassifierTest {
  private static final List<LabelledText> FRUIT =
      List.of(
          new LabelledText("fruit", "manzanas y peras maduras"),
          new LabelledText("fruit", "zumo de naranja natural"),
          new LabelledText("fruit", "plátanos verdes y maduros"),
          new LabelledText("tool", "martillo con mango de madera"),
          new LabelledText("tool", "destornillador de estrella"),
          new LabelledText("tool", "llave inglesa ajustable"));

  private static final List<LabelProfile> PROFILES =
      List.of(
          new LabelProfile("fruit", List.of("fruta", "fruta seca"), List.of("vitamina", "madura")),
          new LabelProfile("tool", List.of("herramienta"), List.of("acero", "taller")));

  @Test
  void classify_typo_isStillTheSameWord() {
    FewShotClassifier classifier = FewShotClassifier.byWords(FRUIT, List.of());

    assertThat(classifier.classify("destornilador estreya", Optional.empty()).best().label())
        .isEqualTo("tool");
    assertThat(classifier.classify("ZUMO DE NARANJAS", Optional.empty()).best().label())
        .isEqualTo("fruit");
  }

  @Test
  void classify_probabilities_areAWholeAndSorted() {
    Verdict verdict =
        FewShotClassifier.byWords(FRUIT, PROFILES).classify("fruta del taller", Optional.empty());

    assertThat(verdict.ranking().stream().mapToDouble(Likely::probability).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(verdict.ranking())
        .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
    assertThat(verdict.of("nothing")).isZero();
  }

  @Test
  void evidence_saysNameAndSignals() {
    FewShotClassifier classifier = FewShotClassifier.byWords(FRUIT, PROFILES);

    Verdict.Evidence evidence =
        classifier.evidence("Fruta seca con vitaminas", Optional.empty(), "fruit");

    assertThat(evidence.name()).contains("fruta seca");
    assertThat(evidence.signals()).contains("vitaminas");
    assertThat(evidence.example()).isEmpty();
  }

  /** Allen's closed form against leaving each example out and training again. */
  @Test
  void leaveOneOut_ofTheLinearScorer_isWhatTrainingWithoutTheExampleGives() {
    Random random = new Random(7);
    List<LabelledText> examples = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      examples.add(new LabelledText(i % 3 == 0 ? "a" : "b", "text " + i));
      float[] vector = new float[5];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) random.nextGaussian() + (i % 3 == 0 ? 1 : 0);
      }
      vectors.add(vector);
    }
    double[][] closed = LinearByMeaning.train(Labels.of(examples), vectors).leaveOneOut();

    for (int left = 0; left < examples.size(); left++) {
      List<LabelledText> others = new ArrayList<>(examples);
      List<float[]> theirs = new ArrayList<>(vectors);
      others.remove(left);
      theirs.remove(left);
      double[] trained =
          LinearByMeaning.train(Labels.of(others), theirs)
              .score(new Query("", Optional.of(vectors.get(left))));
      assertThat(closed[left]).containsExactly(trained, within(1e-9));
    }
  }

  @Test
  void classify_calibrated_onLabelsThatCanNotBeToldApart_isUnsure() {
    List<LabelledText> same = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      same.add(new LabelledText(i % 2 == 0 ? "one" : "two", "informe del mes número " + i));
    }

    Verdict verdict =
        FewShotClassifier.byWords(same, List.of())
            .classify("informe del mes número 99", Optional.empty());

    assertThat(verdict.best().probability()).isLessThan(0.75);
  }
}
