package io.blatam.kvcache.device;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import java.util.Arrays;

/** Nearest rows by cosine, on the CPU: the reference for GPUs. Stateless. */
final class Cosines {

  /** Rows of the corpus that stay in the second-level cache while all queries pass over them. */
  private static final int ROWS_AT_ONCE = 128;

  private Cosines() {}

  /**
   * @param inverse one over the length of each row of the corpus
   */
  static Neighbours topK(Dots dots, Embeddings queries, Embeddings corpus, float[] inverse, int k) {
    int kept = Math.min(k, corpus.rows());
    BestRows[] best = new BestRows[queries.rows()];
    Arrays.setAll(best, i -> new BestRows(kept));
    int dimensions = queries.dimensions();
    float[] scores = new float[ROWS_AT_ONCE];
    float[] unit = unitRows(dots, queries);
    for (int row = 0; kept > 0 && row < corpus.rows(); row += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, corpus.rows() - row);
      for (int query = 0; query < best.length; query++) {
        dots.of(
            unit, query * dimensions, corpus.numbers(), row * dimensions, rows, dimensions, scores);
        for (int i = 0; i < rows; i++) {
          best[query].offer(row + i, scores[i] * inverse[row + i]);
        }
      }
    }
    return neighbours(best);
  }

  /** One over the length of each row, 0 for a row of zeros. */
  static float[] inverseNorms(Dots dots, Embeddings embeddings) {
    int dimensions = embeddings.dimensions();
    float[] inverse = new float[embeddings.rows()];
    for (int row = 0; row < inverse.length; row++) {
      inverse[row] = inverseNorm(dots, embeddings.numbers(), row * dimensions, dimensions);
    }
    return inverse;
  }

  static Neighbours neighbours(BestRows[] best) {
    return new Neighbours(
        Arrays.stream(best).map(BestRows::rows).toArray(int[][]::new),
        Arrays.stream(best).map(BestRows::scores).toArray(float[][]::new));
  }

  /** Every row brought to length 1; rows of zeros stay. */
  static float[] unitRows(Dots dots, Embeddings embeddings) {
    int dimensions = embeddings.dimensions();
    float[] unit = embeddings.numbers().clone();
    for (int start = 0; start < unit.length; start += dimensions) {
      float factor = inverseNorm(dots, unit, start, dimensions);
      for (int i = start; i < start + dimensions; i++) {
        unit[i] *= factor;
      }
    }
    return unit;
  }

  private static float inverseNorm(Dots dots, float[] numbers, int offset, int dimensions) {
    float[] square = new float[1];
    dots.of(numbers, offset, numbers, offset, 1, dimensions, square);
    return square[0] == 0 ? 0 : (float) (1 / Math.sqrt(square[0]));
  }
}
