package io.blatam.kvcache.device;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import java.util.Arrays;

/**
 * Cosines on a GPU: all scores of some queries with some rows, then the best k of each slice of
 * 4096 of them; the slices' best are merged here. Rows are brought to unit length before.
 */
final class GpuNeighbours {

  private static final int THREADS = 256;
  private static final int SLICE = 4096;
  private static final int QUERIES = 16;
  private static final int CORPUS = 64;

  /** Queries at once, and scores at once: 256 MiB of them. */
  private static final int MOST_QUERIES = 1024;

  private static final int MOST_SCORES = 64 << 20;

  /** Numbers of the corpus at once: 1 GiB. */
  private static final int MOST_NUMBERS = 256 << 20;

  private final CudaContext context;
  private final GpuScratch scratch;
  private final Dots dots = Dots.best();

  GpuNeighbours(CudaContext context, GpuScratch scratch) {
    this.context = context;
    this.scratch = scratch;
  }

  Neighbours topK(Embeddings queries, Embeddings corpus, int k) {
    int kept = Math.min(k, corpus.rows());
    BestRows[] best = new BestRows[queries.rows()];
    Arrays.setAll(best, i -> new BestRows(kept));
    int dimensions = queries.dimensions();
    float[] unitQueries = Cosines.unitRows(dots, queries);
    float[] unitCorpus = Cosines.unitRows(dots, corpus);
    for (int query = 0; kept > 0 && query < best.length; query += MOST_QUERIES) {
      int count = Math.min(MOST_QUERIES, best.length - query);
      CudaBuffer in = scratch.of(0, (long) count * dimensions * Float.BYTES);
      context.write(unitQueries, query * dimensions, count * dimensions, in);
      int atOnce = Math.min(MOST_SCORES / count, Math.max(SLICE, MOST_NUMBERS / dimensions));
      for (int row = 0; row < corpus.rows(); row += atOnce) {
        int rows = Math.min(atOnce, corpus.rows() - row);
        CudaBuffer with = scratch.of(1, (long) rows * dimensions * Float.BYTES);
        context.write(unitCorpus, row * dimensions, rows * dimensions, with);
        best(
            in,
            count,
            with,
            rows,
            dimensions,
            kept,
            row,
            Arrays.copyOfRange(best, query, query + count));
      }
    }
    return Cosines.neighbours(best);
  }

  private void best(
      CudaBuffer queries,
      int count,
      CudaBuffer corpus,
      int rows,
      int dimensions,
      int k,
      int first,
      BestRows[] best) {
    int slices = (rows + SLICE - 1) / SLICE;
    CudaBuffer scores = scratch.of(2, (long) count * rows * Float.BYTES);
    int candidates = count * slices * k;
    CudaBuffer bestScores = scratch.of(3, (long) candidates * Float.BYTES);
    CudaBuffer bestRows = scratch.of(4, (long) candidates * Integer.BYTES);
    context.launch(
        "cosine_scores",
        (rows + CORPUS - 1) / CORPUS,
        (count + QUERIES - 1) / QUERIES,
        THREADS,
        queries,
        count,
        corpus,
        rows,
        dimensions,
        scores);
    context.launch("best_of_slices", slices, count, THREADS, scores, rows, k, bestScores, bestRows);
    float[] foundScores = new float[candidates];
    int[] foundRows = new int[candidates];
    context.read(bestScores, foundScores);
    context.read(bestRows, foundRows);
    for (int i = 0; i < candidates; i++) {
      if (foundRows[i] >= 0) {
        best[i / (slices * k)].offer(first + foundRows[i], foundScores[i]);
      }
    }
  }
}
