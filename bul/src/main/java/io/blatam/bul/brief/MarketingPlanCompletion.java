package io.blatam.bul.brief;

import io.blatam.bul.brief.MarketingPlanBrief.Channel;
import io.blatam.bul.locale.Currency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills a marketing plan's budget, channels and calendar from its sector. */
final class MarketingPlanCompletion {
  private static final BigDecimal BUDGET_SHARE = new BigDecimal("0.06");
  private static final int MONTHS = 12;

  private MarketingPlanCompletion() {}

  static MarketingPlanBrief complete(
      Brief asked,
      FreeText said,
      LocalDate today,
      Currency currency,
      Optional<BigDecimal> revenue,
      Assumed assumed) {
    MarketingPlanBrief given = asked.marketingPlan().orElse(MarketingPlanBrief.empty());
    int months =
        assumed.orPlanning(
            given.months(),
            MONTHS,
            "Duración del plan (meses)",
            "Length of the plan (months)",
            String::valueOf);
    LocalDate start =
        assumed.orPlanning(
            given.startDate(),
            today.withDayOfMonth(1).plusMonths(1),
            "Inicio del plan",
            "Start of the plan",
            assumed.format()::date);
    List<Channel> channels = channels(given, said, currency, revenue, assumed);
    return new MarketingPlanBrief(
        given.offer(),
        given.positioning(),
        given.segments(),
        channels,
        given.kpis(),
        Optional.of(
            channels.stream().map(Channel::budget).reduce(BigDecimal.ZERO, BigDecimal::add)),
        Optional.of(start),
        Optional.of(months));
  }

  private static BigDecimal ofRevenue(BigDecimal revenue, Assumed assumed) {
    BigDecimal budget = revenue.multiply(BUDGET_SHARE).setScale(0, RoundingMode.HALF_UP);
    String share = assumed.format().percent(BUDGET_SHARE.movePointRight(2));
    assumed.add(
        "Presupuesto total",
        "Total budget",
        assumed.format().wholeMoney(budget),
        share + " de la facturación anual que indica el perfil; por confirmar",
        share + " of the annual revenue in the company profile; to be confirmed");
    return budget;
  }

  private static BigDecimal ofSector(Currency currency, Assumed assumed) {
    Sector sector = assumed.sector();
    BigDecimal sales = sector.referenceInvestment().multiply(sector.salesToInvestment());
    BigDecimal budget = currency.localPrice(sales.multiply(BUDGET_SHARE));
    assumed.ofSector("Presupuesto total", "Total budget", assumed.format().wholeMoney(budget));
    return budget;
  }

  private static List<Channel> channels(
      MarketingPlanBrief given,
      FreeText said,
      Currency currency,
      Optional<BigDecimal> revenue,
      Assumed assumed) {
    if (!given.channels().isEmpty()) {
      return given.channels();
    }
    Sector sector = assumed.sector();
    BigDecimal budget =
        given
            .totalBudget()
            .or(said::budget)
            .or(said::investment)
            .or(() -> revenue.map(sales -> ofRevenue(sales, assumed)))
            .orElseGet(() -> ofSector(currency, assumed));
    List<Channel> channels = new ArrayList<>();
    BigDecimal left = budget;
    for (int i = 0; i < sector.channels().size(); i++) {
      Sector.ChannelShare share = sector.channels().get(i);
      boolean last = i == sector.channels().size() - 1;
      BigDecimal amount =
          last
              ? left
              : budget
                  .multiply(share.share())
                  .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP);
      left = left.subtract(amount);
      String name = share.name().in(assumed.language());
      assumed.ofSector(
          "Canal «" + name + "»", "Channel “" + name + "”", assumed.format().wholeMoney(amount));
      channels.add(
          new Channel(
              name, amount, Optional.of(share.purpose().in(assumed.language())), List.of()));
    }
    return channels;
  }
}
