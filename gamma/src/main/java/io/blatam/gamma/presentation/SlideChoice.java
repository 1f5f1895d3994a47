package io.blatam.gamma.presentation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which slides a deck of some length has between the title slide and the closing one, in their
 * order.
 *
 * @param keys what the slides are called in the embedded texts
 * @param ranked all that there could be, the most important first
 */
record SlideChoice(List<String> keys, List<String> ranked) {

  /** How long a slide is shown, in minutes. */
  static final int MINUTES_A_SLIDE = 2;

  static final int MINUTES_FOR_QUESTIONS = 5;

  /** What a deck gains as it grows; the title slide and the closing one are always there. */
  private static final List<String> BY_IMPORTANCE =
      List.of(
          "messages",
          "data",
          "next",
          "company",
          "agenda",
          "context",
          "risks",
          "timeline",
          "focus1",
          "objective",
          "focus2",
          "metrics",
          "focus3",
          "roles",
          "questions",
          "phase1",
          "phase2",
          "phase3",
          "phase4");

  private static final List<String> IN_ORDER =
      List.of(
          "agenda",
          "company",
          "context",
          "objective",
          "messages",
          "focus1",
          "focus2",
          "focus3",
          "data",
          "timeline",
          "phase1",
          "phase2",
          "phase3",
          "phase4",
          "metrics",
          "roles",
          "risks",
          "questions",
          "next");

  private static final int MOST_AGENDA_ITEMS = 7;

  /**
   * The choice for a length.
   *
   * @param content whose kind of deck may put other slides first
   * @param count of slides to choose
   * @param introduces whether there is something to tell of the company
   */
  static SlideChoice of(DeckContent content, int count, boolean introduces) {
    List<String> ranked = first(content.importance(), BY_IMPORTANCE);
    List<String> possible =
        ranked.stream().filter(key -> introduces || !key.equals("company")).toList();
    Set<String> kept = new HashSet<>(possible.subList(0, count));
    return new SlideChoice(
        first(content.order(), IN_ORDER).stream().filter(kept::contains).toList(), ranked);
  }

  private static List<String> first(Optional<List<String>> own, List<String> all) {
    return Stream.concat(own.orElse(List.of()).stream(), all.stream()).distinct().toList();
  }

  /** The most important ones, as far as an agenda names them. */
  List<String> agenda() {
    List<String> named =
        ranked.stream()
            .filter(key -> !key.equals("agenda") && !key.startsWith("phase"))
            .filter(keys::contains)
            .limit(MOST_AGENDA_ITEMS)
            .toList();
    return keys.stream().filter(named::contains).toList();
  }

  /** How long the meeting takes, the closing slide and the questions included. */
  int minutes() {
    return MINUTES_A_SLIDE * (keys.size() + 1) + MINUTES_FOR_QUESTIONS;
  }
}
