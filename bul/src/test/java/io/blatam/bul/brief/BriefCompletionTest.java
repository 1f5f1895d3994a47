package io.blatam.bul.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.locale.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BriefCompletionTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  @Test
  void complete_whatTheTextSaysIsNotAssumed() {
    CompleteBrief complete =
        BriefCompletion.complete(
            Brief.ofText("Plan de negocio para una cafetería en Bogotá, inversión 80 000 000 COP"),
            TODAY);

    assertThat(complete.currency().code()).isEqualTo("COP");
    assertThat(complete.brief().businessPlan().orElseThrow().totalInvestment().orElseThrow())
        .isEqualByComparingTo("80000000");
    assertThat(complete.assumptions())
        .extracting(Assumption::topic)
        .doesNotContain("Inversión total", "Moneda")
        .contains("Préstamo", "Arriendo al mes");
  }

  @Test
  void complete_everythingGivenAssumesNothing() throws Exception {
    CompleteBrief complete =
        BriefCompletion.complete(
            BriefFormat.yaml(
                java.nio.file.Files.readString(
                    java.nio.file.Path.of("../examples/cafeteria-bogota.yaml"))),
            TODAY);

    assertThat(complete.assumptions()).isEmpty();
  }

  @Test
  void complete_fieldsWinOverText() {
    Brief brief =
        BriefFormat.json(
            "{\"text\":\"Business plan for a shop in Madrid\",\"currency\":\"USD\",\"language\":\"es\"}");
    CompleteBrief complete = BriefCompletion.complete(brief, TODAY);

    assertThat(complete.currency().code()).isEqualTo("USD");
    assertThat(complete.language()).isEqualTo(Language.ES);
    assertThat(complete.sector().id()).isEqualTo("retail");
  }

  @Test
  void complete_twiceIsTheSame() {
    Brief brief = Brief.ofText("Marketing plan for a gym in Austin with a budget of $20,000");

    assertThat(BriefCompletion.complete(brief, TODAY))
        .isEqualTo(BriefCompletion.complete(brief, TODAY));
  }

  @Test
  void sectors_sharesAddUpToTheWhole() {
    assertThat(Sector.all())
        .allSatisfy(
            sector -> {
              assertThat(sum(sector.investment().stream().map(Sector.InvestmentShare::share)))
                  .as(sector.id())
                  .isEqualByComparingTo("100");
              assertThat(sum(sector.products().stream().map(Sector.ProductShare::salesShare)))
                  .as(sector.id())
                  .isEqualByComparingTo("100");
              assertThat(sum(sector.channels().stream().map(Sector.ChannelShare::share)))
                  .as(sector.id())
                  .isEqualByComparingTo("100");
              assertThat(sector.seasonality()).hasSize(12);
            });
  }

  @Property(tries = 100)
  void investmentItemsAddUpToTheInvestment(
      @ForAll @LongRange(min = 1, max = 1_000_000_000L) long amount) {
    Brief brief =
        BriefFormat.json(
            "{\"document_type\":\"business-plan\",\"business_plan\":{\"total_investment\":"
                + amount
                + "}}");
    BusinessPlanBrief plan =
        BriefCompletion.complete(brief, TODAY).brief().businessPlan().orElseThrow();

    assertThat(sum(plan.investment().stream().map(BusinessPlanBrief.InvestmentItem::amount)))
        .isEqualByComparingTo(BigDecimal.valueOf(amount));
  }

  private static BigDecimal sum(java.util.stream.Stream<BigDecimal> values) {
    return values.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
