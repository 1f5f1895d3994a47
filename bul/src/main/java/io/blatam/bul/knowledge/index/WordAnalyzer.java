package io.blatam.bul.knowledge.index;

import io.blatam.bul.locale.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a text in one language: without function words, without accents, as light stems.
 * Light, because business words that only share a root ("general", "generar") are different things.
 */
public final class WordAnalyzer extends Analyzer {

  static final WordAnalyzer SPANISH = new WordAnalyzer(Language.ES);
  static final WordAnalyzer ENGLISH = new WordAnalyzer(Language.EN);

  /** Words that ask and say nothing of what is asked for. */
  private static final List<String> ASKING =
      List.of(
          "cuánto cuánta cuántos cuántas cuál cuáles cómo qué quién quiénes dónde cuándo cada hace"
              + " hacer hay",
          "how what why when who which where do does our we us from can you your much many");

  /** Of both languages: a question in one is compared with passages in the other. */
  private static final CharArraySet STOP_WORDS = stopWords();

  private final Language language;

  private WordAnalyzer(Language language) {
    this.language = language;
  }

  public static WordAnalyzer of(Language language) {
    return language.choose(SPANISH, ENGLISH);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer words = new StandardTokenizer();
    TokenStream lower = new LowerCaseFilter(words);
    TokenStream said = new StopFilter(new EnglishPossessiveFilter(lower), STOP_WORDS);
    TokenStream stems =
        language == Language.ES
            ? new SpanishLightStemFilter(said)
            : new EnglishMinimalStemFilter(said);
    return new TokenStreamComponents(words, new ASCIIFoldingFilter(stems));
  }

  private static CharArraySet stopWords() {
    CharArraySet words = new CharArraySet(400, true);
    words.addAll(SpanishAnalyzer.getDefaultStopSet());
    words.addAll(EnglishAnalyzer.getDefaultStopSet());
    ASKING.forEach(asking -> words.addAll(List.of(asking.split(" "))));
    return CharArraySet.unmodifiableSet(words);
  }

  /** The different words of a text, in its order. */
  public Set<String> terms(String text) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream stream = tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
      return terms;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
