package io.blatam.agents.http;

import io.blatam.agents.nlp.NlpTask;
import io.blatam.redundancy.api.Language;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * @param text Markdown or plain text
 * @param language what it is written in; detected where left out
 * @param tasks what to find; everything where left out
 * @param summarySentences how many sentences the summary has; a fifth of the text's, 2 to 8, where
 *     left out
 */
record NlpRequest(
    String text,
    Optional<Language> language,
    Optional<Set<NlpTask>> tasks,
    Optional<Integer> summarySentences) {

  /** UTF-16 code units: some 100 pages. */
  static final int MAX_LENGTH = 1 << 18;

  private static final int MAX_SENTENCES = 50;

  NlpRequest {
    if (text.isBlank()) {
      throw new IllegalArgumentException("text: must not be empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "text: must have at most " + MAX_LENGTH + " characters, not " + text.length());
    }
    if (language.equals(Optional.of(Language.UNDETERMINED))) {
      throw new IllegalArgumentException("language: must be es, en, pt or fr, or left out");
    }
    if (tasks.filter(Set::isEmpty).isPresent()) {
      throw new IllegalArgumentException(
          "tasks: name some of entities, keywords, summary, or leave it out");
    }
    if (summarySentences.filter(count -> count < 1 || count > MAX_SENTENCES).isPresent()) {
      throw new IllegalArgumentException(
          "summary_sentences: must be a whole number from 1 to " + MAX_SENTENCES);
    }
  }

  Set<NlpTask> wanted() {
    return tasks.orElseGet(() -> EnumSet.allOf(NlpTask.class));
  }
}
