package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Everything computed for one document; computed once and handed to every section. */
public interface FigureModel {

  /** What templates may refer to, by name. */
  Map<String, Object> variables();

  /** The figures a text may quote besides those of its draft. */
  List<BigDecimal> figures();

  /** Sentences about arithmetic that does not hold; empty when all sums agree. */
  List<String> contradictions();

  /** Computes the figures that a document of the brief's type needs. */
  static FigureModel of(CompleteBrief brief) {
    return switch (brief.type()) {
      case BUSINESS_PLAN -> BusinessPlanFigures.of(brief);
      case MARKETING_PLAN -> MarketingPlanFigures.of(brief);
      case SALES_PROPOSAL -> SalesProposalFigures.of(brief);
      case HR_POLICY -> NoFigures.of(brief.brief().hrPolicy().orElseThrow(), brief.language());
      case MEETING_REPORT -> NoFigures.of(brief.brief().meetingReport().orElseThrow());
    };
  }
}
