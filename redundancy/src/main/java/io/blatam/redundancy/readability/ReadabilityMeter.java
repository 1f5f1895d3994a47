package io.blatam.redundancy.readability;

import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.api.Readability;
import io.blatam.redundancy.api.Span;
import io.blatam.redundancy.text.Word;
import java.util.List;
import java.util.Optional;

/** Applies the formula of a text's language to its sentences and words. */
public final class ReadabilityMeter {

  private ReadabilityMeter() {}

  /**
   * @return empty for a language without a formula here and for a text without words
   */
  public static Optional<Readability> measure(
      String source, List<Span> sentences, List<Word> words, Language language) {
    return ReadabilityFormula.forLanguage(language)
        .flatMap(formula -> measure(source, sentences, words, formula));
  }

  private static Optional<Readability> measure(
      String source, List<Span> sentences, List<Word> words, ReadabilityFormula formula) {
    int counted = 0;
    int syllables = 0;
    for (Word word : words) {
      if (word.hasLetter()) {
        counted++;
        syllables += formula.syllables().of(word.span().in(source));
      }
    }
    if (counted == 0 || sentences.isEmpty()) {
      return Optional.empty();
    }
    double score = formula.score(sentences.size(), counted, syllables);
    return Optional.of(
        new Readability(
            formula.title(), score, formula.band(score), sentences.size(), counted, syllables));
  }
}
