package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CosinesTest {

  @Property(tries = 60)
  void topK_isWhatDoublePrecisionSays(
      @ForAll @IntRange(min = 1, max = 4) int queries,
      @ForAll @IntRange(min = 1, max = 300) int corpus,
      @ForAll @IntRange(min = 1, max = 400) int dimensions,
      @ForAll @IntRange(min = 1, max = 20) int k,
      @ForAll long seed) {
    Embeddings from = Blocks.embeddings(queries, dimensions, seed);
    Embeddings to = Blocks.embeddings(corpus, dimensions, seed + 1);

    Neighbours found = new CpuDevice().topK(from, to, k);

    for (int query = 0; query < queries; query++) {
      int q = query;
      double[] exact =
          IntStream.range(0, corpus).mapToDouble(i -> cosine(from, q, to, i)).toArray();
      double[] best = IntStream.range(0, corpus).mapToDouble(i -> -exact[i]).sorted().toArray();
      int[] rows = found.rows()[query];
      assertThat(rows).hasSize(Math.min(k, corpus)).doesNotHaveDuplicates();
      for (int i = 0; i < rows.length; i++) {
        float score = found.scores()[query][i];
        assertThat(Math.abs(score - exact[rows[i]])).isLessThan(1e-5);
        assertThat(Math.abs(score + best[i])).isLessThan(1e-5);
      }
    }
  }

  private static double cosine(Embeddings a, int aRow, Embeddings b, int bRow) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.dimensions(); i++) {
      double x = a.numbers()[aRow * a.dimensions() + i];
      double y = b.numbers()[bRow * b.dimensions() + i];
      dot += x * y;
      aa += x * x;
      bb += y * y;
    }
    return dot / Math.sqrt(aa * bb);
  }

  @Test
  void topK_equalRows_theLowerFirst() {
    Embeddings corpus = new Embeddings(new float[] {0, 1, 1, 0, 2, 0, 3, 0}, 2);

    Neighbours found = new CpuDevice().topK(new Embeddings(new float[] {1, 0}, 2), corpus, 3);

    assertThat(found.rows()[0]).containsExactly(1, 2, 3);
  }

  @Test
  void topK_rowOfZeros_isNearToNothing() {
    Embeddings corpus = new Embeddings(new float[] {0, 0, -1, 0, 1, 1}, 2);

    Neighbours found = new CpuDevice().topK(new Embeddings(new float[] {1, 0}, 2), corpus, 3);

    assertThat(found.rows()[0]).containsExactly(2, 0, 1);
    assertThat(found.scores()[0][1]).isZero();
  }
}
