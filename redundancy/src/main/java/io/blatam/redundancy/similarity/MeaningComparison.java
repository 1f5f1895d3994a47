package io.blatam.redundancy.similarity;

import io.blatam.inference.api.Embedder;
import io.blatam.redundancy.api.Meaning;
import io.blatam.redundancy.text.MarkdownProse;
import io.blatam.redundancy.text.Word;
import io.blatam.redundancy.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what two texts mean: each is cut into passages that fit the model, and the passages'
 * embeddings are averaged. Of a long text, passages spread evenly over it are embedded, since each
 * costs some 25 ms.
 */
public final class MeaningComparison {

  /** In words: well below the 512 tokens that the model reads, at up to two tokens a word. */
  private static final int PASSAGE_WORDS = 160;

  private static final int MAX_PASSAGES = 16;

  private final Embedder embedder;

  public MeaningComparison(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * Blocks while the model works.
   *
   * @return a cosine of 0 where a text has no words
   */
  public Meaning of(String a, String b) {
    Passages first = passages(a);
    Passages second = passages(b);
    return new Meaning(
        Embedder.cosine(mean(first.chosen()), mean(second.chosen())),
        first.share(),
        second.share());
  }

  private record Passages(List<String> chosen, double share) {}

  private static Passages passages(String text) {
    List<Word> words = Words.of(MarkdownProse.of(text));
    List<String> all = new ArrayList<>();
    for (int from = 0; from < words.size(); from += PASSAGE_WORDS) {
      int to = Math.min(words.size(), from + PASSAGE_WORDS);
      all.add(text.substring(words.get(from).start(), words.get(to - 1).end()));
    }
    if (all.size() <= MAX_PASSAGES) {
      return new Passages(all, 1);
    }
    List<String> chosen = new ArrayList<>(MAX_PASSAGES);
    for (int i = 0; i < MAX_PASSAGES; i++) {
      chosen.add(all.get(i * all.size() / MAX_PASSAGES));
    }
    return new Passages(chosen, (double) MAX_PASSAGES / all.size());
  }

  private float[] mean(List<String> passages) {
    float[] sum = new float[embedder.dimension()];
    for (int from = 0; from < passages.size(); from += embedder.maxBatch()) {
      int to = Math.min(passages.size(), from + embedder.maxBatch());
      // The model was trained for symmetric comparison with the query prefix on both sides.
      for (float[] vector : embedder.embed(passages.subList(from, to), Embedder.Role.QUERY)) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += vector[i];
        }
      }
    }
    return sum;
  }
}
