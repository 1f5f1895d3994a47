package io.blatam.kvcache.api;

/**
 * Vectors that stand one after the other: {@code float[rows][dimensions]} in row-major order. The
 * array is not copied and must not change while it is in use.
 *
 * @param dimensions numbers a row
 */
public record Embeddings(float[] numbers, int dimensions) {

  public Embeddings {
    if (dimensions < 1 || numbers.length % dimensions != 0) {
      throw new IllegalArgumentException(
          numbers.length + " numbers are not whole rows of " + dimensions);
    }
  }

  public int rows() {
    return numbers.length / dimensions;
  }
}
