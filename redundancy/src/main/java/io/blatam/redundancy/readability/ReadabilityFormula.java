package io.blatam.redundancy.readability;

import io.blatam.redundancy.api.Language;
import io.blatam.redundancy.api.Readability.Band;
import java.util.List;
import java.util.Optional;

/**
 * The published formulas, each with the scale that its authors gave.
 *
 * <ul>
 *   <li>English: R. Flesch, <cite>A new readability yardstick</cite>, Journal of Applied Psychology
 *       32 (1948): {@code 206.835 − 1.015·words/sentence − 84.6·syllables/word}, with his seven
 *       bands.
 *   <li>Spanish: F. Szigriszt Pazos, <cite>Sistemas predictivos de legibilidad del mensaje
 *       escrito</cite> (Universidad Complutense de Madrid, 1993): {@code 206.835 −
 *       62.3·syllables/word − words/sentence}, with the INFLESZ bands of I. M. Barrio-Cantalejo et
 *       al., Anales del Sistema Sanitario de Navarra 31 (2008).
 * </ul>
 */
enum ReadabilityFormula {
  FLESCH(
      "flesch-reading-ease",
      206.835,
      1.015,
      84.6,
      new EnglishSyllables(),
      List.of(
          new Step(90, Band.VERY_EASY),
          new Step(80, Band.EASY),
          new Step(70, Band.FAIRLY_EASY),
          new Step(60, Band.STANDARD),
          new Step(50, Band.FAIRLY_DIFFICULT),
          new Step(30, Band.DIFFICULT))),
  SZIGRISZT_PAZOS(
      "szigriszt-pazos",
      206.835,
      1.0,
      62.3,
      new SpanishSyllables(),
      List.of(
          new Step(80, Band.VERY_EASY),
          new Step(65, Band.FAIRLY_EASY),
          new Step(55, Band.STANDARD),
          new Step(40, Band.FAIRLY_DIFFICULT)));

  private record Step(double from, Band band) {}

  private final String title;
  private final double constant;
  private final double perWordInSentence;
  private final double perSyllableInWord;
  private final Syllables syllables;
  private final List<Step> steps;

  ReadabilityFormula(
      String title,
      double constant,
      double perWordInSentence,
      double perSyllableInWord,
      Syllables syllables,
      List<Step> steps) {
    this.title = title;
    this.constant = constant;
    this.perWordInSentence = perWordInSentence;
    this.perSyllableInWord = perSyllableInWord;
    this.syllables = syllables;
    this.steps = steps;
  }

  static Optional<ReadabilityFormula> forLanguage(Language language) {
    return switch (language) {
      case ENGLISH -> Optional.of(FLESCH);
      case SPANISH -> Optional.of(SZIGRISZT_PAZOS);
      case PORTUGUESE, FRENCH, UNDETERMINED -> Optional.empty();
    };
  }

  String title() {
    return title;
  }

  Syllables syllables() {
    return syllables;
  }

  double score(int sentences, int words, int syllableCount) {
    return constant
        - perWordInSentence * words / sentences
        - perSyllableInWord * syllableCount / words;
  }

  Band band(double score) {
    for (Step step : steps) {
      if (score >= step.from()) {
        return step.band();
      }
    }
    return Band.VERY_DIFFICULT;
  }
}
