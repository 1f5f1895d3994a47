package io.blatam.bul.api;

import java.util.Optional;

/**
 * What a person says to a job's question.
 *
 * @param choice 1 for the first of the choices
 * @param text in the person's own words instead; added to those of the brief
 */
public record Answer(Optional<Integer> choice, Optional<String> text) {

  private static final int MOST_LETTERS = 1_000;

  public Answer {
    choice = choice == null ? Optional.empty() : choice;
    text = text == null ? Optional.empty() : text.map(String::strip);
    if (choice.isPresent() == text.isPresent()) {
      throw new IllegalArgumentException(
          "choice: send the number of a choice, or a text of your own instead");
    }
    if (!text.map(said -> !said.isEmpty() && said.length() <= MOST_LETTERS).orElse(true)) {
      throw new IllegalArgumentException("text: must be 1 to " + MOST_LETTERS + " characters");
    }
  }
}
