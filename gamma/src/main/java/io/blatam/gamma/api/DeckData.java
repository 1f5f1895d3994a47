package io.blatam.gamma.api;

import java.util.List;
import java.util.Optional;

/**
 * The figures that the deck's chart shows; they come from the caller and from nowhere else.
 *
 * @param title what the chart shows
 * @param unit what the values count, such as {@code COP} or {@code %}
 * @param type bars when not given
 */
public record DeckData(
    String title,
    Optional<String> unit,
    Optional<ChartType> type,
    List<String> categories,
    List<DataSeries> series) {

  private static final int MOST_CATEGORIES = 24;
  private static final int MOST_SERIES = 6;

  /** How the figures are drawn. */
  public enum ChartType {
    BAR,
    LINE,
    PIE
  }

  /** One named row of values, one a category. */
  public record DataSeries(String name, List<Double> values) {
    public DataSeries {
      PresentationRequest.requireText("name", name, 80);
      values = List.copyOf(values);
    }
  }

  public DeckData {
    PresentationRequest.requireText("title", title, 120);
    unit.ifPresent(value -> PresentationRequest.requireText("unit", value, 20));
    PresentationRequest.require(
        !categories.isEmpty() && categories.size() <= MOST_CATEGORIES,
        "categories: must have 1 to " + MOST_CATEGORIES + " entries");
    categories.forEach(category -> PresentationRequest.requireText("categories", category, 60));
    PresentationRequest.require(
        !series.isEmpty() && series.size() <= MOST_SERIES,
        "series: must have 1 to " + MOST_SERIES + " entries");
    for (DataSeries row : series) {
      PresentationRequest.require(
          row.values().size() == categories.size(),
          "series: \"" + row.name() + "\" must have one value a category, " + categories.size());
    }
    boolean pie = type.filter(ChartType.PIE::equals).isPresent();
    PresentationRequest.require(!pie || series.size() == 1, "series: a pie has exactly one series");
    PresentationRequest.require(
        !pie || series.get(0).values().stream().allMatch(value -> value >= 0),
        "series: a pie has no negative values");
    PresentationRequest.require(
        !pie || series.get(0).values().stream().anyMatch(value -> value > 0),
        "series: a pie needs a value above zero");
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }
}
