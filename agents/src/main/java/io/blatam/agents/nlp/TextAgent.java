package io.blatam.agents.nlp;

import io.blatam.agents.nlp.entity.Entities;
import io.blatam.agents.nlp.entity.Entity;
import io.blatam.agents.nlp.summary.Summarizer;
import io.blatam.redundancy.api.DetectedLanguage;
import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.api.Redundancy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a text and answers what was asked of it. Pure and thread-safe; linear in the text. */
public final class TextAgent {

  private static final int KEYWORDS = 12;

  private TextAgent() {}

  /**
   * @param language what the text is written in; detected if empty
   */
  public static TextInsight read(
      String text, Optional<Language> language, Set<NlpTask> tasks, OptionalInt summarySentences) {
    DetectedLanguage detected =
        language
            .map(known -> new DetectedLanguage(known, 1))
            .orElseGet(() -> Redundancy.detectLanguage(text));
    boolean summary = tasks.contains(NlpTask.SUMMARY);
    boolean entities = tasks.contains(NlpTask.ENTITIES);
    List<Entity> found = summary || entities ? Entities.of(text, detected.language()) : List.of();
    return new TextInsight(
        detected,
        when(entities, () -> found),
        when(
            tasks.contains(NlpTask.KEYWORDS),
            () -> Redundancy.keywords(text, detected.language(), KEYWORDS)),
        when(summary, () -> Summarizer.of(text, detected.language(), found, summarySentences)));
  }

  private static <T> Optional<T> when(boolean asked, java.util.function.Supplier<T> answer) {
    return asked ? Optional.of(answer.get()) : Optional.empty();
  }
}
