package io.blatam.redundancy.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blatam.redundancy.api.PassageMatch;
import io.blatam.redundancy.api.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  /** {a b, b c, c d} and {b c, c d, d e} share two of four. */
  @Test
  void with_jaccardWorkedByHand() {
    Similarity similarity = compare("a b c d", "b c d e", 2, 3);
    assertThat(similarity.jaccard()).isEqualTo(0.5);
    assertThat(similarity.containmentOfA()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(similarity.passages()).extracting(PassageMatch::text).containsExactly("b c d");
  }

  @Test
  void with_sameTextInOtherDress_isIdentical() {
    Similarity similarity =
        compare("# La *Cafetería* abre", "| x |\n|---|\n| y |\n\nla cafeteria, abre.", 3, 2);
    assertThat(similarity.jaccard()).isEqualTo(1);
    assertThat(similarity.estimatedJaccard()).isEqualTo(1);
  }

  @Test
  void with_noWords_sharesNothing() {
    assertThat(compare("", "", 4, 8).jaccard()).isZero();
    assertThat(compare("", "hola", 4, 8).estimatedJaccard()).isZero();
  }

  @Property(tries = 300)
  void with_jaccardIsSymmetricAndOneForItself(
      @ForAll @Size(min = 1, max = 40) List<@CharRange(from = 'a', to = 'e') Character> a,
      @ForAll @Size(min = 1, max = 40) List<@CharRange(from = 'a', to = 'e') Character> b,
      @ForAll @IntRange(min = 1, max = 5) int shingleSize) {
    Similarity forth = compare(text(a), text(b), shingleSize, 2);
    Similarity back = compare(text(b), text(a), shingleSize, 2);
    assertThat(forth.jaccard()).isEqualTo(back.jaccard()).isBetween(0.0, 1.0);
    assertThat(forth.estimatedJaccard()).isEqualTo(back.estimatedJaccard());
    assertThat(compare(text(a), text(a), shingleSize, 2).jaccard()).isEqualTo(1);
  }

  @Property(tries = 300)
  void with_passagesSayTheSameInBothTexts(
      @ForAll @Size(max = 60) List<@CharRange(from = 'a', to = 'd') Character> a,
      @ForAll @Size(max = 60) List<@CharRange(from = 'a', to = 'd') Character> b) {
    int end = 0;
    for (PassageMatch match : compare(text(a), text(b), 2, 2).passages()) {
      assertThat(match.a().in(text(a))).isEqualTo(match.b().in(text(b))).isEqualTo(match.text());
      assertThat(match.a().start()).isGreaterThanOrEqualTo(end);
      end = match.a().end();
    }
  }

  /** The standard error is at most 0.0442; five of them, and a mean near none. */
  @Test
  void with_estimateIsNearTheExactJaccard() {
    Random random = new Random(17);
    double sumOfErrors = 0;
    int pairs = 300;
    for (int pair = 0; pair < pairs; pair++) {
      List<String> common = words(random, random.nextInt(300));
      Similarity similarity =
          compare(mixed(random, common), mixed(random, common), 1 + random.nextInt(4), 8);
      double error = similarity.estimatedJaccard() - similarity.jaccard();
      assertThat(error).isBetween(-0.221, 0.221);
      sumOfErrors += error;
    }
    assertThat(sumOfErrors / pairs).isBetween(-0.01, 0.01);
  }

  private static String mixed(Random random, List<String> common) {
    List<String> words = new ArrayList<>(common);
    words.addAll(words(random, 50 + random.nextInt(200)));
    return String.join(" ", words);
  }

  private static List<String> words(Random random, int count) {
    return random.ints(count, 0, 100_000).mapToObj(Integer::toString).toList();
  }

  private static String text(List<Character> letters) {
    return String.join(" ", letters.stream().map(String::valueOf).toList());
  }

  private static Similarity compare(String a, String b, int shingleSize, int minPassageWords) {
    return Comparison.of(a, shingleSize).with(Comparison.of(b, shingleSize), minPassageWords);
  }
}
