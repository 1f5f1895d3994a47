package io.blatam.bul.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.brief.BriefFormat;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReviewScoreTest {

  /** 4.5 × 50 % + 5 × 30 % + 3 × 20 % = 4.35; (4 + 4 + 5) / 3 = 4.33; 60 % and 40 %: 4.342. */
  @Test
  void of_scoredRows_workedByHand() {
    ReviewScore score =
        score(
            "{\"objectives\":[{\"name\":\"a\",\"weight\":50,\"score\":4.5},{\"name\":\"b\",\"weight\":30,"
                + "\"score\":5},{\"name\":\"c\",\"weight\":20,\"score\":3}],\"competencies\":[{\"name\":\"x\","
                + "\"score\":4},{\"name\":\"y\",\"score\":4},{\"name\":\"z\",\"score\":5}]}");

    assertThat(score.objectives().orElseThrow()).isEqualByComparingTo("4.35");
    assertThat(score.competencies().orElseThrow()).isEqualByComparingTo("4.33");
    assertThat(score.overall().orElseThrow()).isEqualByComparingTo("4.34");
    assertThat(score.grade()).isEqualTo(4);
  }

  @Test
  void of_noWeights_countsAlike_andLeavesOutWhatIsNotScored() {
    ReviewScore score =
        score(
            "{\"objectives\":[{\"name\":\"a\",\"score\":2},{\"name\":\"b\",\"score\":3},{\"name\":\"c\"}]}");

    assertThat(score.overall().orElseThrow()).isEqualByComparingTo("2.5");
    assertThat(score.grade()).isEqualTo(3);
  }

  @Test
  void of_nothingScored_givesNoScore() {
    assertThat(score("{}").overall()).isEmpty();
    assertThat(score("{}").grade()).isZero();
  }

  private static ReviewScore score(String fields) {
    return (ReviewScore)
        new DocumentComposer()
            .plan(
                BriefFormat.json("{\"performance_review\":" + fields + "}"),
                LocalDate.of(2026, 11, 23))
            .figures();
  }
}
