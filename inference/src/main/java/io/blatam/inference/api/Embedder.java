package io.blatam.inference.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Turns texts into vectors that lie close together when the texts mean the same, across Spanish and
 * English. Thread-safe.
 *
 * <p>Rank by {@link #cosine}; never compare it with an absolute threshold: the cosines of this
 * model lie between about 0.75 and 0.88 whatever the texts are.
 */
public interface Embedder {

  /**
   * The model was trained with different prefixes for what is searched and what is searched for.
   */
  enum Role {
    QUERY,
    PASSAGE
  }

  /**
   * Embeds up to {@link #maxBatch} texts; about 25 ms a passage and core when not cached.
   *
   * <p>Blocks: not for actors and routes, which use {@link #embedAsync}.
   *
   * @return for each text, in order, a vector {@code float[dimension()]} of length 1; not to be
   *     changed
   * @throws IllegalArgumentException if the batch is too large
   * @throws GenerationException (RATE_LIMITED) if too many texts wait already
   */
  List<float[]> embed(List<String> texts, Role role);

  /** As {@link #embed}, on the embedder's own threads. */
  CompletionStage<List<float[]>> embedAsync(List<String> texts, Role role);

  /**
   * Removes what is cached of texts whose source was deleted. Where nothing is cached there is
   * nothing to do.
   */
  default CompletionStage<Void> forget(List<String> texts, Role role) {
    return CompletableFuture.completedFuture(null);
  }

  int dimension();

  /** The most texts a call may have. */
  int maxBatch();

  /**
   * The cosine of the angle between two vectors of equal length: -1 to 1, and 0 if either is all
   * zeros.
   */
  static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors of " + a.length + " and " + b.length + " dimensions cannot be compared");
    }
    double dot = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      lengthA += (double) a[i] * a[i];
      lengthB += (double) b[i] * b[i];
    }
    return lengthA == 0 || lengthB == 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
  }
}
