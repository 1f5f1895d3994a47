package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The computed part of a business plan. */
record BusinessPlanFigures(BigDecimal investment) implements FigureModel {

  static BusinessPlanFigures of(CompleteBrief brief) {
    return new BusinessPlanFigures(
        brief.brief().businessPlan().orElseThrow().totalInvestment().orElseThrow());
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("plan", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return List.of(investment);
  }

  @Override
  public List<String> contradictions() {
    return List.of();
  }
}
