package io.blatam.redundancy.keyword;

import io.blatam.redundancy.api.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** What term extraction needs to know of a language. */
enum TermLanguage {
  SPANISH(
      SpanishAnalyzer.getDefaultStopSet(),
      Set.of(
          "además",
          "así",
          "aunque",
          "cada",
          "cómo",
          "cuál",
          "debe",
          "deben",
          "dentro",
          "dicha",
          "dicho",
          "ello",
          "hace",
          "hacer",
          "hacia",
          "mediante",
          "menos",
          "mismo",
          "misma",
          "parte",
          "puede",
          "pueden",
          "pues",
          "respecto",
          "sea",
          "sean",
          "según",
          "ser",
          "será",
          "serán",
          "si",
          "siempre",
          "sino",
          "tanto",
          "tal",
          "toda",
          "vez",
          "través",
          "incluye",
          "tras",
          "asimismo",
          "cualquier",
          "ambos",
          "ambas",
          "aquí",
          "solo",
          "sólo",
          "año",
          "años",
          "día",
          "días",
          "mes",
          "meses",
          "dos",
          "tres",
          "cuatro",
          "cinco"),
      Set.of("de", "del"),
      SpanishLightStemFilter::new),
  ENGLISH(
      EnglishAnalyzer.getDefaultStopSet(),
      Set.of(
          "about", "above", "after", "all", "also", "any", "been", "before", "being", "between",
          "both", "can", "could", "did", "do", "does", "each", "every", "few", "from", "further",
          "had", "has", "have", "he", "her", "his", "how", "i", "its", "it's", "may", "more",
          "most", "must", "my", "need", "one", "only", "other", "our", "out", "over", "own", "per",
          "same", "she", "should", "so", "some", "than", "them", "those", "through", "under",
          "until", "up", "us", "very", "we", "were", "what", "when", "where", "which", "while",
          "who", "why", "would", "you", "your", "don't", "year", "years", "month", "months", "day",
          "days", "use", "used", "via", "within", "without", "whether", "two", "three", "four",
          "five"),
      Set.of("of"),
      KStemFilter::new),
  PORTUGUESE(
      PortugueseAnalyzer.getDefaultStopSet(),
      Set.of("além", "assim", "cada", "deve", "pode", "ser", "será", "sobre", "toda", "todo"),
      Set.of("de", "do", "da", "dos", "das"),
      PortugueseLightStemFilter::new),
  FRENCH(
      FrenchAnalyzer.getDefaultStopSet(),
      Set.of("ainsi", "aussi", "chaque", "cette", "comme", "être", "peut", "plus", "selon", "tous"),
      Set.of("de", "du", "des"),
      FrenchLightStemFilter::new);

  private final CharArraySet stopWords;
  private final Set<String> furtherStopWords;
  private final Set<String> connectors;
  private final UnaryOperator<TokenStream> stemmer;

  TermLanguage(
      CharArraySet stopWords,
      Set<String> furtherStopWords,
      Set<String> connectors,
      UnaryOperator<TokenStream> stemmer) {
    this.stopWords = stopWords;
    this.furtherStopWords = furtherStopWords;
    this.connectors = connectors;
    this.stemmer = stemmer;
  }

  /** English where nothing is known: its short stop list does the least harm. */
  static TermLanguage of(Language language) {
    return switch (language) {
      case SPANISH -> SPANISH;
      case PORTUGUESE -> PORTUGUESE;
      case FRENCH -> FRENCH;
      case ENGLISH, UNDETERMINED -> ENGLISH;
    };
  }

  /** Whether a lower-case word says nothing about what a text is about. */
  boolean isStopWord(String word) {
    return stopWords.contains(word) || furtherStopWords.contains(word);
  }

  /** Whether a stop word may stand inside a term, as in <i>flujo de caja</i>. */
  boolean isConnector(String word) {
    return connectors.contains(word);
  }

  /** The stems of lower-case words, one each. */
  List<String> stems(List<String> words) {
    List<String> stems = new ArrayList<>(words.size());
    try (TokenStream stream = stemmer.apply(new GivenWords(words))) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        stems.add(term.toString());
      }
      stream.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return stems;
  }

  /** Hands words that are split already to Lucene's filters. */
  private static final class GivenWords extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final List<String> words;
    private int next;

    GivenWords(List<String> words) {
      this.words = words;
    }

    @Override
    public boolean incrementToken() {
      clearAttributes();
      if (next == words.size()) {
        return false;
      }
      term.setEmpty().append(words.get(next++));
      return true;
    }
  }
}
