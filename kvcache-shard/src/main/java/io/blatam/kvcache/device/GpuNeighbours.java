package io.blatam.kvcache.device;

import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import java.util.Arrays;

/**
 * Cosines on a GPU: all scores of some queries with some rows, then the best k places of each 4096,
 * and of those again until k are left ({@code src/main/cuda/neighbours.cuh}).
 */
final class GpuNeighbours {

  private static final int THREADS = 256;
  private static final int SLICE = 4096;

  /** Rows of the corpus that a thread block scores, and those that one brings to unit length. */
  private static final int SCORED = 256;

  private static final int SCALED = THREADS / 32;

  /** Up to so many queries the narrow kernel is used. */
  private static final int NARROW = 16;

  private static final int WIDE = 64;

  /** Queries at once, and scores at once: 256 MiB of them. */
  private static final int MOST_QUERIES = 1024;

  private static final int MOST_SCORES = 64 << 20;

  /** Numbers of the corpus copied at once: 1 GiB. */
  private static final int MOST_NUMBERS = 256 << 20;

  private final CudaContext context;
  private final GpuScratch scratch;
  private final Dots dots = Dots.best();

  GpuNeighbours(CudaContext context, GpuScratch scratch) {
    this.context = context;
    this.scratch = scratch;
  }

  /** Rows on the GPU. */
  private record Part(CudaBuffer rows, int first) {}

  /** Where rows from the n-th on are. */
  private interface Parts {
    Part at(int row, int rows);
  }

  /** The corpus is copied part by part. */
  Neighbours topK(Embeddings queries, Embeddings corpus, int k) {
    int dimensions = corpus.dimensions();
    return search(
        queries,
        corpus.rows(),
        k,
        (row, rows) -> {
          CudaBuffer part = scratch.of(4, (long) rows * dimensions * Float.BYTES);
          copy(corpus, row, rows, part);
          return new Part(part, 0);
        });
  }

  /** The corpus is copied if it is not kept, and kept if there is room. */
  Neighbours topK(Embeddings queries, Corpus corpus, ResidentBlocks kept, int k) {
    Embeddings rows = corpus.rows();
    // Before the corpus is asked for, so that nothing kept goes during the search.
    reserve(queries.rows(), rows.dimensions(), rows.rows(), Math.min(k, rows.rows()));
    return kept.get(corpus)
        .or(
            () ->
                kept.room(corpus, (long) rows.numbers().length * Float.BYTES)
                    .map(room -> copy(rows, 0, rows.rows(), room)))
        .map(room -> search(queries, rows.rows(), k, (row, count) -> new Part(room, row)))
        .orElseGet(() -> topK(queries, rows, k));
  }

  /** What a search needs beside the corpus. */
  private record Space(CudaBuffer queries, CudaBuffer scores, CudaBuffer best, CudaBuffer other) {}

  private Space reserve(int queries, int dimensions, int corpus, int k) {
    int count = Math.min(MOST_QUERIES, queries);
    int rows = Math.min(corpus, rowsAtOnce(count, dimensions));
    long slices = blocks(rows, SLICE);
    return new Space(
        scratch.of(0, (long) count * dimensions * Float.BYTES),
        scratch.of(1, (long) count * rows * Float.BYTES),
        scratch.of(2, count * slices * k * Long.BYTES),
        scratch.of(3, count * (long) blocks(slices * k, SLICE) * k * Long.BYTES));
  }

  private CudaBuffer copy(Embeddings corpus, int row, int rows, CudaBuffer target) {
    int dimensions = corpus.dimensions();
    context.write(corpus.numbers(), row * dimensions, rows * dimensions, target);
    context.launch("unit_rows", blocks(rows, SCALED), 1, THREADS, target, rows, dimensions);
    return target;
  }

  private Neighbours search(Embeddings queries, int corpus, int k, Parts parts) {
    int kept = Math.min(k, corpus);
    int dimensions = queries.dimensions();
    BestRows[] best = new BestRows[queries.rows()];
    Arrays.setAll(best, i -> new BestRows(kept));
    float[] unit = Cosines.unitRows(dots, queries);
    for (int query = 0; kept > 0 && query < best.length; query += MOST_QUERIES) {
      int count = Math.min(MOST_QUERIES, best.length - query);
      Space space = reserve(count, dimensions, corpus, kept);
      context.write(unit, query * dimensions, count * dimensions, space.queries());
      int atOnce = rowsAtOnce(count, dimensions);
      for (int row = 0; row < corpus; row += atOnce) {
        int rows = Math.min(atOnce, corpus - row);
        long[] places = places(space, count, dimensions, parts.at(row, rows), rows, kept);
        for (int i = 0; i < places.length; i++) {
          if (places[i] != 0) {
            best[query + i / kept].offer(row + ~(int) places[i], score(places[i]));
          }
        }
      }
    }
    return Cosines.neighbours(best);
  }

  private static int rowsAtOnce(int queries, int dimensions) {
    return Math.min(MOST_SCORES / queries, Math.max(SLICE, MOST_NUMBERS / dimensions));
  }

  /** {@code long[count][k]}, each query's best first, 0 where there are no more. */
  private long[] places(Space space, int count, int dimensions, Part part, int rows, int k) {
    int wide = count <= NARROW ? NARROW : WIDE;
    context.launch(
        "cosine_scores_" + wide,
        blocks(rows, SCORED),
        blocks(count, wide),
        THREADS,
        space.queries(),
        count,
        part.rows(),
        part.first(),
        rows,
        dimensions,
        space.scores());
    CudaBuffer best = space.best();
    CudaBuffer other = space.other();
    int slices = blocks(rows, SLICE);
    context.launch("best_of_scores", slices, count, THREADS, space.scores(), rows, k, best);
    while (slices > 1) {
      int left = slices * k;
      slices = blocks(left, SLICE);
      context.launch("best_of_places", slices, count, THREADS, best, left, k, other);
      CudaBuffer better = other;
      other = best;
      best = better;
    }
    long[] places = new long[count * k];
    context.read(best, places);
    return places;
  }

  /** The upper half of a place is the score in the order of unsigned integers. */
  private static float score(long place) {
    int ordered = (int) (place >>> 32);
    return Float.intBitsToFloat(ordered < 0 ? ordered & Integer.MAX_VALUE : ~ordered);
  }

  private static int blocks(long count, int each) {
    return (int) ((count + each - 1) / each);
  }
}
