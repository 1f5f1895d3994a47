package io.blatam.redundancy.api;

import io.blatam.redundancy.keyword.Keywords;
import io.blatam.redundancy.language.LanguageDetection;
import io.blatam.redundancy.readability.ReadabilityMeter;
import io.blatam.redundancy.repetition.Repetition;
import io.blatam.redundancy.similarity.Comparison;
import io.blatam.redundancy.text.MarkdownProse;
import io.blatam.redundancy.text.Prose;
import io.blatam.redundancy.text.Sentences;
import io.blatam.redundancy.text.Word;
import io.blatam.redundancy.text.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Content analysis and comparison of Markdown (and so of plain) text. Front matter, tables, code
 * and HTML are left out; offsets are those of the whole text. Every function is pure and
 * thread-safe, and takes time about linear in the text: some hundred milliseconds a megabyte, so on
 * a dispatcher of one's own.
 */
public final class Redundancy {

  /**
   * Words a shingle: at four, sharing one by chance is rare, and a changed word spoils only four.
   */
  public static final int SHINGLE_SIZE = 4;

  /** The least words of a passage worth showing: shorter ones are idiom. */
  public static final int PASSAGE_WORDS = 8;

  /** Keywords of an {@link #analyze analysis}. */
  public static final int KEYWORDS = 12;

  private Redundancy() {}

  public static DetectedLanguage detectLanguage(String text) {
    return LanguageDetection.of(sample(MarkdownProse.of(text)));
  }

  /** Analyses a text in the language it seems to be in. */
  public static Analysis analyze(String text) {
    return analyze(text, detectLanguage(text));
  }

  /** Analyses a text in the language that the caller knows it to be in. */
  public static Analysis analyze(String text, Language language) {
    return analyze(text, new DetectedLanguage(language, 1));
  }

  private static Analysis analyze(String text, DetectedLanguage language) {
    Prose prose = MarkdownProse.of(text);
    List<Word> words = Words.of(prose);
    Repetition.Report repetition = Repetition.of(text, words, PASSAGE_WORDS);
    return new Analysis(
        language,
        words.size(),
        ReadabilityMeter.measure(text, Sentences.of(prose), words, language.language()),
        repetition.passages(),
        repetition.share(),
        Keywords.of(text, words, language.language(), KEYWORDS));
  }

  /**
   * @return at most {@code limit}, best first
   */
  public static List<Keyword> keywords(String text, Language language, int limit) {
    return Keywords.of(text, Words.of(MarkdownProse.of(text)), language, limit);
  }

  /** The stems of the words that carry meaning: neither stop words nor figures. */
  public static Set<String> terms(String text, Language language) {
    return Keywords.terms(text, Words.of(MarkdownProse.of(text)), language);
  }

  /** The sentences of the prose, in order. */
  public static List<Span> sentences(String text) {
    return Sentences.of(MarkdownProse.of(text));
  }

  /** What to keep of a document in order to compare later ones with it. */
  public static Signature signature(String text) {
    return Comparison.of(text, SHINGLE_SIZE).signature();
  }

  public static Similarity similarity(String a, String b) {
    return similarity(a, b, SHINGLE_SIZE);
  }

  /**
   * @param shingleSize words a shingle, at least 1
   */
  public static Similarity similarity(String a, String b, int shingleSize) {
    return Comparison.of(a, shingleSize).with(Comparison.of(b, shingleSize), PASSAGE_WORDS);
  }

  /**
   * Those earlier documents whose signatures share anything with a new one's, most first: the ones
   * whose texts are worth loading for {@link #overlaps}.
   */
  public static List<EarlierDocument> candidates(
      Signature signature, List<EarlierDocument> earlier) {
    return earlier.stream()
        .filter(document -> signature.estimatedJaccard(document.signature()) > 0)
        .sorted(
            Comparator.comparingDouble(
                document -> -signature.estimatedContainmentIn(document.signature())))
        .toList();
  }

  /**
   * Which earlier documents already say what a new one says: exact and with passages where the
   * earlier text is given, an estimate where only its signature is.
   *
   * @param minContainment share of the new document from which an overlap counts, 0 to 1
   * @return most overlapping first
   */
  public static List<Overlap> overlaps(
      String text, List<EarlierDocument> earlier, double minContainment) {
    Comparison comparison = Comparison.of(text, SHINGLE_SIZE);
    return earlier.stream()
        .map(document -> comparison.with(document, PASSAGE_WORDS))
        .filter(overlap -> overlap.containment() > 0 && overlap.containment() >= minContainment)
        .sorted(Comparator.comparingDouble((Overlap overlap) -> -overlap.containment()))
        .toList();
  }

  private static String sample(Prose prose) {
    StringBuilder sample = new StringBuilder();
    for (Prose.Block block : prose.blocks()) {
      if (sample.length() >= LanguageDetection.SAMPLE_CHARS) {
        break;
      }
      for (Span run : block.runs()) {
        sample.append(prose.source(), run.start(), run.end()).append(' ');
      }
    }
    return sample.toString();
  }
}
