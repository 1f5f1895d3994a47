package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.finance.Total;
import io.blatam.bul.type.FieldValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The score of a performance review, from 1 to 5 with two decimals, rounded half up. Objectives
 * count by their weight, or all alike where one has none; competencies all alike; both together by
 * {@code objectives_weight}. Only scored rows count, and without any there is no score.
 *
 * @param objectives weighted mean of the objectives
 * @param competencies mean of the competencies
 * @param overall both together, or the one there is
 * @param weight share of the objectives in the whole, percent
 */
record ReviewScore(
    Optional<BigDecimal> objectives,
    Optional<BigDecimal> competencies,
    Optional<BigDecimal> overall,
    BigDecimal weight)
    implements FigureModel {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static ReviewScore of(CompleteBrief brief) {
    FieldValues fields = brief.fields();
    List<FieldValues> goals = scored(fields.rows("objectives"));
    boolean weighted = goals.stream().allMatch(goal -> goal.number("weight").isPresent());
    Optional<BigDecimal> objectives =
        mean(
            goals,
            goals.stream()
                .map(goal -> weighted ? goal.number("weight").orElseThrow() : BigDecimal.ONE)
                .toList());
    List<FieldValues> skills = scored(fields.rows("competencies"));
    Optional<BigDecimal> competencies =
        mean(skills, skills.stream().map(skill -> BigDecimal.ONE).toList());
    BigDecimal weight = fields.number("objectives_weight").orElse(HUNDRED);
    return new ReviewScore(
        objectives,
        competencies,
        objectives
            .flatMap(
                goal ->
                    competencies.map(
                        skill ->
                            goal.multiply(weight)
                                .add(skill.multiply(HUNDRED.subtract(weight)))
                                .divide(HUNDRED, 2, RoundingMode.HALF_UP)))
            .or(() -> objectives)
            .or(() -> competencies),
        weight);
  }

  /** From 5 (outstanding) to 1; 0 where there is no score. */
  public int grade() {
    return overall.map(score -> score.setScale(0, RoundingMode.HALF_UP).intValue()).orElse(0);
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("score", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.of(objectives, competencies, overall).flatMap(Optional::stream).toList();
  }

  @Override
  public List<String> contradictions() {
    return List.of();
  }

  private static List<FieldValues> scored(List<FieldValues> rows) {
    return rows.stream().filter(row -> row.number("score").isPresent()).toList();
  }

  private static Optional<BigDecimal> mean(List<FieldValues> rows, List<BigDecimal> weights) {
    BigDecimal total = Total.of(weights);
    if (total.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < rows.size(); i++) {
      sum = sum.add(rows.get(i).number("score").orElseThrow().multiply(weights.get(i)));
    }
    return Optional.of(sum.divide(total, MathContext.DECIMAL64).setScale(2, RoundingMode.HALF_UP));
  }
}
