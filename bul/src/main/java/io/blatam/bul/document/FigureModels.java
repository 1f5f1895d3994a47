package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.type.TypeDefinition;
import io.blatam.bul.yaml.YamlFaultException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What computes the figures of a document, by the name that its {@code type.yaml} gives under
 * {@code figures}. Whoever writes a calculator for a type adds it here.
 */
final class FigureModels {
  private static final Map<String, Function<CompleteBrief, FigureModel>> BY_NAME =
      Map.ofEntries(
          Map.entry("none", brief -> NoFigures.none()),
          Map.entry("price-table", PriceTable::ofFields),
          Map.entry("cash-flow-forecast", CashFlowForecast::of),
          Map.entry("budget", BudgetFigures::of),
          Map.entry("financial-report", FinancialReportFigures::of),
          Map.entry("review-score", ReviewScore::of),
          Map.entry("service-fee", ServiceFee::of),
          Map.entry("publication-calendar", PublicationCalendar::of),
          Map.entry("business-plan", BusinessPlanFigures::of),
          Map.entry("marketing-plan", MarketingPlanFigures::of),
          Map.entry("sales-proposal", PriceTable::ofProposal),
          Map.entry(
              "hr-policy",
              brief -> NoFigures.of(brief.brief().hrPolicy().orElseThrow(), brief.language())),
          Map.entry(
              "meeting-report",
              brief -> NoFigures.of(brief.brief().meetingReport().orElseThrow())));

  private FigureModels() {}

  /** Computes the figures that a document of the brief's type needs. */
  static FigureModel of(CompleteBrief brief) {
    TypeDefinition type = brief.type().definition();
    check(type);
    return BY_NAME.get(type.figures().name()).apply(brief);
  }

  /**
   * Whether there is what the type names.
   *
   * @throws YamlFaultException where there is not
   */
  static void check(TypeDefinition type) {
    TypeDefinition.Named figures = type.figures();
    if (!BY_NAME.containsKey(figures.name())) {
      throw new YamlFaultException(
          figures.file(),
          figures.line(),
          "figures",
          "use one of "
              + BY_NAME.keySet().stream().sorted().collect(Collectors.joining(", "))
              + " (was \""
              + figures.name()
              + "\")");
    }
  }
}
