package io.blatam.bul.brief;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a marketing plan is written from.
 *
 * @param totalBudget used when channels are not given one by one
 * @param months how long the plan runs
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MarketingPlanBrief(
    Optional<String> offer,
    Optional<String> positioning,
    List<Segment> segments,
    List<Channel> channels,
    List<Kpi> kpis,
    Optional<BigDecimal> totalBudget,
    Optional<LocalDate> startDate,
    Optional<Integer> months) {

  public MarketingPlanBrief {
    offer = Require.optionalText("offer", offer, 600);
    positioning = Require.optionalText("positioning", positioning, 600);
    segments = Require.list("segments", segments);
    channels = Require.list("channels", channels);
    kpis = Require.list("kpis", kpis);
    totalBudget = Require.given(totalBudget).map(v -> Require.positive("total_budget", v));
    startDate = Require.given(startDate);
    months = Require.given(months).map(m -> Require.between("months", m, 1, 36));
  }

  /** A plan of which nothing is known yet. */
  public static MarketingPlanBrief empty() {
    return new MarketingPlanBrief(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A group of customers and what moves it. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Segment(String name, Optional<String> need, Optional<String> message) {
    public Segment {
      name = Require.text("name", name);
      need = Require.optionalText("need", need, 400);
      message = Require.optionalText("message", message, 400);
    }
  }

  /**
   * A way to reach customers and its whole budget for the plan.
   *
   * @param months months of the plan in which it runs, 1 being the first; empty means all
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Channel(
      String name, BigDecimal budget, Optional<String> purpose, List<Integer> months) {
    public Channel {
      name = Require.text("name", name);
      budget = Require.amount("budget", budget);
      purpose = Require.optionalText("purpose", purpose, 400);
      months = Require.list("months", months);
      for (int i = 0; i < months.size(); i++) {
        Require.between("months[" + i + "]", months.get(i), 1, 36);
      }
    }
  }

  /** A measure with where it stands and where it should get to. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Kpi(String name, Optional<String> current, String target, Optional<String> source) {
    public Kpi {
      name = Require.text("name", name);
      current = Require.optionalText("current", current, 120);
      target = Require.text("target", target);
      source = Require.optionalText("source", source, 120);
    }
  }
}
