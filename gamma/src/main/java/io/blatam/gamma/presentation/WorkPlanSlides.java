package io.blatam.gamma.presentation;

import io.blatam.gamma.presentation.DeckContent.Phase;
import io.blatam.gamma.presentation.DeckSlide.Computed;
import io.blatam.platform.Capital;

/**
 * The slides of the plan of work that a deck proposes: all phases in a table, and each by itself.
 *
 * @param words what the embedded texts are filled in with
 */
record WorkPlanSlides(DeckContent content, Wording words) {

  DeckSlide timeline() {
    var timeline = content.timeline();
    StringBuilder table = new StringBuilder();
    table.append("| ").append(String.join(" | ", timeline.columns())).append(" |\n");
    table.append("| --- | --- | --- | ---: |\n");
    int week = 1;
    for (Phase phase : content.phases()) {
      Wording own = words.copy().number("week", week).number("weeks", phase.weeks());
      table
          .append("| ")
          .append(phase.name())
          .append(" | ")
          .append(Capital.first(phase.goal()))
          .append(" | ")
          .append(own.markdown(timeline.start()))
          .append(" | ")
          .append(own.markdown(timeline.duration()))
          .append(" |\n");
      week += phase.weeks();
    }
    table
        .append("| ")
        .append(timeline.total())
        .append(" | | | ")
        .append(words.markdown(timeline.duration()))
        .append(" |\n");
    return new DeckSlide(
        "timeline",
        timeline.title(),
        new Computed(table.toString(), words.plain(timeline.notes())));
  }

  /** The slide of "phase1", "phase2" …. */
  DeckSlide phase(String key) {
    int index = key.charAt(key.length() - 1) - '1';
    Phase phase = content.phases().get(index);
    int start = 1 + content.phases().stream().limit(index).mapToInt(Phase::weeks).sum();
    Wording own =
        words
            .copy()
            .number("number", index + 1)
            .number("start", start)
            .number("weeks", phase.weeks())
            .text("name", phase.name())
            .text("goal", phase.goal())
            .text("result", phase.result());
    String markdown =
        String.join(
            "\n",
            content.phase().points().stream().map(point -> "- " + own.markdown(point)).toList());
    return new DeckSlide(
        key,
        own.markdown(content.phase().title()),
        new Computed(markdown, own.plain(content.phase().notes())));
  }
}
