package io.blatam.agents.nlp.summary;

import io.blatam.redundancy.api.Span;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences of a text that stand for all of it.
 *
 * @param text the chosen sentences, joined
 * @param sentences the chosen sentences in the text's order
 * @param sentencesInText how many there were to choose from
 */
public record Summary(String text, List<Sentence> sentences, int sentencesInText) {

  /**
   * @param score relative to the text's best sentence, 0 to 1
   */
  public record Sentence(String text, int start, int end, double score) {}

  static Summary of(String source, List<Span> chosen, List<Double> scores, int sentencesInText) {
    List<Sentence> sentences =
        java.util.stream.IntStream.range(0, chosen.size())
            .mapToObj(
                i ->
                    new Sentence(
                        chosen.get(i).in(source).replaceAll("\\s+", " "),
                        chosen.get(i).start(),
                        chosen.get(i).end(),
                        scores.get(i)))
            .toList();
    String joined = sentences.stream().map(Sentence::text).collect(Collectors.joining(" "));
    return new Summary(joined, sentences, sentencesInText);
  }
}
