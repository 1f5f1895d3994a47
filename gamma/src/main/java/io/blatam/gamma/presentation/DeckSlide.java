package io.blatam.gamma.presentation;

import java.util.List;

/**
 * One slide of a planned deck.
 *
 * @param key its part in the argument, such as {@code context}
 * @param title as Markdown
 */
record DeckSlide(String key, String title, Body body) {

  /** What stands below the title. */
  sealed interface Body {}

  /** Points and notes that a model may write anew; they are shown as they are without one. */
  record Written(List<String> points, String notes) implements Body {
    Written {
      points = List.copyOf(points);
    }

    /** The text in the form in which a model is asked to give it. */
    String asText() {
      StringBuilder text = new StringBuilder();
      points.forEach(point -> text.append("- ").append(point).append('\n'));
      return text.append("\n```notes\n").append(notes).append("\n```\n").toString();
    }
  }

  /** What is computed (agenda, figures, plan) and never rewritten. */
  record Computed(String markdown, String notes) implements Body {}

  DeckSlide with(Body other) {
    return new DeckSlide(key, title, other);
  }
}
