package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.MarketingPlanBrief;
import io.blatam.bul.brief.MarketingPlanBrief.Channel;
import io.blatam.bul.finance.Total;
import io.blatam.bul.locale.LocalFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A marketing plan's budget by channel and month. A channel's budget is spread evenly over the
 * months in which it runs, in whole units; its last month takes the remainder.
 */
record MarketingPlanFigures(
    LocalFormat format,
    List<YearMonth> months,
    List<Row> rows,
    List<BigDecimal> monthTotals,
    BigDecimal total)
    implements FigureModel {

  private static final int MONTHS_A_TABLE = 12;

  static MarketingPlanFigures of(CompleteBrief brief) {
    MarketingPlanBrief plan = brief.brief().marketingPlan().orElseThrow();
    int length = plan.months().orElseThrow();
    YearMonth start = YearMonth.from(plan.startDate().orElseThrow());
    BigDecimal total = Total.of(plan.channels(), Channel::budget);
    List<Row> rows =
        plan.channels().stream().map(channel -> Row.of(channel, length, total)).toList();
    List<BigDecimal> monthTotals =
        IntStream.range(0, length)
            .mapToObj(
                m ->
                    rows.stream()
                        .map(r -> r.months.get(m))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
            .toList();
    return new MarketingPlanFigures(
        brief.format(),
        IntStream.range(0, length).mapToObj(start::plusMonths).toList(),
        rows,
        monthTotals,
        total);
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of("budget", this);
  }

  @Override
  public List<BigDecimal> figures() {
    return Stream.concat(
            Stream.concat(Stream.of(total), monthTotals.stream()),
            rows.stream()
                .flatMap(
                    r ->
                        Stream.concat(
                            Stream.of(r.total, r.share.movePointRight(2)), r.months.stream())))
        .toList();
  }

  @Override
  public List<String> contradictions() {
    BigDecimal byMonth = Total.of(monthTotals);
    return byMonth.compareTo(total) == 0
        ? List.of()
        : List.of("the months add up to " + byMonth + ", the channels to " + total);
  }

  /** The average monthly spend, in whole units. */
  public BigDecimal monthlyAverage() {
    return total.divide(BigDecimal.valueOf(months.size()), 0, RoundingMode.HALF_UP);
  }

  /** The channel that takes most of the budget. */
  public Row largest() {
    return rows.stream().max(Comparator.comparing(Row::total)).orElseThrow();
  }

  /** Whether one channel takes half of the budget or more. */
  public boolean concentrated() {
    return largest().share().compareTo(new BigDecimal("0.5")) >= 0;
  }

  /** The channels, for charts. */
  public List<String> names() {
    return rows.stream().map(Row::name).toList();
  }

  public List<BigDecimal> amounts() {
    return rows.stream().map(Row::total).toList();
  }

  /** The months as they are called on chart axes. */
  public List<String> monthNames() {
    return months.stream().map(format::shortMonth).toList();
  }

  /** The calendar by quarters of the plan, at most four to a table so that it fits a page. */
  public List<Calendar> calendars() {
    List<Calendar> calendars = new ArrayList<>();
    for (int from = 0; from < months.size(); from += MONTHS_A_TABLE) {
      calendars.add(calendar(from, Math.min(months.size(), from + MONTHS_A_TABLE)));
    }
    return calendars;
  }

  private Calendar calendar(int from, int to) {
    List<Quarter> quarters = new ArrayList<>();
    for (int first = from; first < to; first += 3) {
      int end = Math.min(to, first + 3);
      quarters.add(new Quarter(months.get(first), months.get(end - 1), first, end));
    }
    return new Calendar(
        quarters,
        rows.stream().map(row -> line(row.name, row.months, quarters)).toList(),
        line("", monthTotals, quarters));
  }

  private static Line line(String name, List<BigDecimal> spending, List<Quarter> quarters) {
    List<BigDecimal> amounts =
        quarters.stream().map(q -> Total.of(spending.subList(q.from, q.to))).toList();
    return new Line(name, amounts, Total.of(amounts));
  }

  /** A table of at most four quarters: a line a channel, and their totals. */
  public record Calendar(List<Quarter> quarters, List<Line> lines, Line totals) {}

  /** Up to three months of the plan, from index {@code from} to before {@code to}. */
  public record Quarter(YearMonth first, YearMonth last, int from, int to) {}

  /** What a channel spends in each quarter of a table, and in all of them. */
  public record Line(String name, List<BigDecimal> amounts, BigDecimal total) {}

  /** One channel's spending; {@code share} of the total as a ratio. */
  public record Row(
      String name, String purpose, List<BigDecimal> months, BigDecimal total, BigDecimal share) {

    static Row of(Channel channel, int length, BigDecimal all) {
      List<Integer> active =
          channel.months().isEmpty()
              ? IntStream.rangeClosed(1, length).boxed().toList()
              : channel.months().stream().filter(m -> m <= length).distinct().sorted().toList();
      List<Integer> running = active.isEmpty() ? List.of(length) : active;
      BigDecimal each =
          channel.budget().divide(BigDecimal.valueOf(running.size()), 0, RoundingMode.DOWN);
      List<BigDecimal> months = new ArrayList<>();
      BigDecimal left = channel.budget();
      for (int m = 1; m <= length; m++) {
        boolean last = m == running.get(running.size() - 1);
        BigDecimal spent = last ? left : running.contains(m) ? each : BigDecimal.ZERO;
        left = left.subtract(spent);
        months.add(spent);
      }
      BigDecimal share =
          all.signum() == 0
              ? BigDecimal.ZERO
              : channel.budget().divide(all, 4, RoundingMode.HALF_UP);
      return new Row(channel.name(), channel.purpose().orElse(""), months, channel.budget(), share);
    }
  }
}
