package io.blatam.bul.agent;

import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Optional;

/**
 * What is asked instead of guessed when a brief does not say which document is wanted.
 *
 * @param question one sentence in the brief's language
 * @param choices two to four, the likeliest first
 */
public record Clarification(String question, List<Choice> choices) implements CborSerializable {

  public Clarification {
    choices = List.copyOf(choices);
    if (choices.size() < 2 || choices.size() > 4) {
      throw new IllegalArgumentException("choices: give 2 to 4 (there are " + choices.size() + ")");
    }
  }

  /**
   * One answer and what it settles: the fields of the brief to set when it is chosen.
   *
   * @param label as a person reads it, in the brief's language
   */
  public record Choice(
      String label, Optional<String> documentType, Optional<String> businessArea) {}
}
