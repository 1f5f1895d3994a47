package io.blatam.bul.knowledge;

import io.blatam.bul.knowledge.index.WordAnalyzer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sentences of a passage that are worth quoting for a question. Pure. */
public final class Excerpt {

  /** More is not a quotation but a copy. */
  private static final int WORDS = 60;

  private Excerpt() {}

  /**
   * The run of whole sentences, at most 60 words, that has most of the question's words; of equals
   * the first. A single longer sentence is cut with an ellipsis.
   */
  public static String of(Chunk chunk, String question) {
    WordAnalyzer words = WordAnalyzer.of(chunk.language());
    Set<String> asked = words.terms(question);
    List<String> sentences = Chunker.sentencesOf(chunk.text());
    int best = 0;
    int bestEnd = 1;
    long bestFound = -1;
    for (int from = 0; from < sentences.size(); from++) {
      int length = 0;
      Set<String> said = new HashSet<>();
      for (int to = from; to < sentences.size(); to++) {
        length += Chunker.words(sentences.get(to));
        if (to > from && length > WORDS) {
          break;
        }
        said.addAll(words.terms(sentences.get(to)));
        long found = asked.stream().filter(said::contains).count();
        if (found > bestFound) {
          best = from;
          bestEnd = to + 1;
          bestFound = found;
        }
      }
    }
    return cut(String.join(" ", sentences.subList(best, bestEnd)));
  }

  private static String cut(String text) {
    String[] words = text.split("\\s+");
    return words.length <= WORDS
        ? text
        : String.join(" ", List.of(words).subList(0, WORDS)).replaceAll("[,;:.]$", "") + " …";
  }
}
