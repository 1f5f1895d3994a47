package io.blatam.gamma.presentation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.gamma.api.DeckData;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.presentation.DeckContent.ChartText;
import io.blatam.gamma.presentation.DeckContent.Phase;
import io.blatam.gamma.presentation.DeckSlide.Computed;
import io.blatam.platform.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The slide with the chart. It shows the caller's figures; without any, the deck's own plan or the
 * meeting's time, said to be a proposal.
 */
final class ChartSlide {

  private static final Set<String> SITUATION = Set.of("agenda", "context", "objective");
  private static final Set<String> MESSAGES =
      Set.of("messages", "focus1", "focus2", "focus3", "data");

  private ChartSlide() {}

  static DeckSlide of(
      PresentationRequest request, DeckContent content, Wording words, List<String> chosen) {
    if (request.data().isPresent()) {
      DeckData data = request.data().get();
      return new DeckSlide(
          "data",
          MarkdownText.inline(data.title()),
          new Computed(given(data), words.plain(content.data().notes())));
    }
    if (content.chart().filter("time"::equals).isPresent()) {
      ChartText text = content.timeChart();
      List<Integer> minutes = minutes(chosen);
      return proposal(text, words, text.parts().orElse(List.of()), minutes);
    }
    return proposal(
        content.planChart(),
        words,
        content.phases().stream().map(Phase::name).toList(),
        content.phases().stream().map(Phase::weeks).toList());
  }

  /**
   * What each part of the meeting takes: the slides before the first message count as situation.
   */
  private static List<Integer> minutes(List<String> chosen) {
    int situation = SlideChoice.MINUTES_A_SLIDE;
    int messages = 0;
    int plan = 0;
    for (String key : chosen) {
      if (SITUATION.contains(key)) {
        situation += SlideChoice.MINUTES_A_SLIDE;
      } else if (MESSAGES.contains(key)) {
        messages += SlideChoice.MINUTES_A_SLIDE;
      } else {
        plan += SlideChoice.MINUTES_A_SLIDE;
      }
    }
    return List.of(situation, messages, plan, SlideChoice.MINUTES_FOR_QUESTIONS);
  }

  private static DeckSlide proposal(
      ChartText text, Wording words, List<String> categories, List<Integer> values) {
    ObjectNode chart = chart("bar", text.chart(), text.unit(), categories);
    ObjectNode row = chart.putArray("series").addObject().put("name", text.series());
    ArrayNode numbers = row.putArray("values");
    values.forEach(numbers::add);
    return new DeckSlide(
        "data",
        words.markdown(text.title()),
        new Computed(
            fence(chart) + "\n" + words.markdown(text.caption()) + "\n",
            words.plain(text.notes())));
  }

  private static String given(DeckData data) {
    String type = data.type().orElse(DeckData.ChartType.BAR).name().toLowerCase(Locale.ROOT);
    ObjectNode chart =
        chart(type, data.title(), data.unit().orElse(""), new ArrayList<>(data.categories()));
    ArrayNode series = chart.putArray("series");
    data.series()
        .forEach(
            row -> {
              ArrayNode values = series.addObject().put("name", row.name()).putArray("values");
              row.values().forEach(values::add);
            });
    return fence(chart);
  }

  private static ObjectNode chart(String type, String title, String unit, List<String> categories) {
    ObjectNode chart = Json.mapper().createObjectNode();
    chart.put("type", type).put("title", title).put("unit", unit);
    ArrayNode names = chart.putArray("categories");
    categories.forEach(names::add);
    return chart;
  }

  private static String fence(ObjectNode chart) {
    return "```chart\n" + chart.toString().replace("`", "'") + "\n```\n";
  }
}
