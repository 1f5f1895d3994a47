package io.blatam.inference.template;

import io.blatam.inference.api.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which sentences answer a question: half by shared words, the rarer the weightier (inverse
 * document frequency), half by closeness of meaning. The cosines of the embedder have no absolute
 * meaning, so they are stretched over the range that these sentences have.
 */
final class Ranking {

  private static final int QUOTED = 3;

  /**
   * Embedding takes time; only so many of the sentences closest in words are compared in meaning.
   */
  private static final int COMPARED = 24;

  /** A sentence far below the best one is not an answer any more. */
  private static final double SHARE_OF_BEST = 0.6;

  private record Scored(int position, String sentence, double score) {}

  private Ranking() {}

  /**
   * At most {@value #QUOTED} sentences, in the order they were written; none if none shares
   * anything with the question.
   */
  static List<String> best(String question, List<String> sentences, Embedder embedder) {
    List<Scored> candidates =
        lexical(question, sentences).stream()
            .sorted(Comparator.comparingDouble(Scored::score).reversed())
            .limit(COMPARED)
            .toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Scored> ranked =
        withMeaning(question, candidates, embedder).stream()
            .sorted(Comparator.comparingDouble(Scored::score).reversed())
            .toList();
    double least = ranked.get(0).score() * SHARE_OF_BEST;
    return ranked.stream()
        .filter(scored -> scored.score() >= least)
        .limit(QUOTED)
        .sorted(Comparator.comparingInt(Scored::position))
        .map(Scored::sentence)
        .toList();
  }

  private static List<Scored> lexical(String question, List<String> sentences) {
    Set<String> asked = new HashSet<>(Words.stems(question));
    List<Set<String>> stems =
        sentences.stream()
            .<Set<String>>map(sentence -> new HashSet<>(Words.stems(sentence)))
            .toList();
    Map<String, Integer> frequency = new HashMap<>();
    stems.forEach(words -> words.forEach(word -> frequency.merge(word, 1, Integer::sum)));
    double most =
        asked.stream().mapToDouble(word -> weight(word, frequency, sentences.size())).sum();
    return IntStream.range(0, sentences.size())
        .mapToObj(
            i -> {
              double shared =
                  stems.get(i).stream()
                      .filter(asked::contains)
                      .mapToDouble(word -> weight(word, frequency, sentences.size()))
                      .sum();
              return new Scored(i, sentences.get(i), most == 0 ? 0 : shared / most);
            })
        .toList();
  }

  private static double weight(String word, Map<String, Integer> frequency, int sentences) {
    return Math.log(1 + (sentences + 1.0) / (frequency.getOrDefault(word, 0) + 0.5));
  }

  private static List<Scored> withMeaning(
      String question, List<Scored> candidates, Embedder embedder) {
    float[] asked = embedder.embed(List.of(question), Embedder.Role.QUERY).get(0);
    List<float[]> vectors =
        embedder.embed(candidates.stream().map(Scored::sentence).toList(), Embedder.Role.PASSAGE);
    double[] cosines =
        vectors.stream().mapToDouble(vector -> Embedder.cosine(asked, vector)).toArray();
    double low = IntStream.range(0, cosines.length).mapToDouble(i -> cosines[i]).min().orElse(0);
    double high = IntStream.range(0, cosines.length).mapToDouble(i -> cosines[i]).max().orElse(0);
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < cosines.length; i++) {
      Scored candidate = candidates.get(i);
      double meaning = high == low ? 1 : (cosines[i] - low) / (high - low);
      scored.add(
          new Scored(
              candidate.position(), candidate.sentence(), (candidate.score() + meaning) / 2));
    }
    return scored;
  }
}
