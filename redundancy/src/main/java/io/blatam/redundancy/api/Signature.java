package io.blatam.redundancy.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.blatam.platform.serialization.CborSerializable;
import java.util.Arrays;

/**
 * A text's MinHash signature: what to keep of a document in order to estimate, without its text,
 * how much a later one shares with it. Some 600 bytes, whatever the length of the text.
 *
 * <p>A. Broder, <cite>On the resemblance and containment of documents</cite> (1997). With 128
 * hashes the standard error of the estimate is √(J(1−J)/128), at most 0.044. Immutable.
 */
public final class Signature implements CborSerializable {

  /** Hash functions, and so minima. */
  public static final int HASHES = 128;

  private final int shingleSize;
  private final int shingles;
  private final int[] minima;

  /**
   * @param shingleSize words a shingle
   * @param shingles how many distinct shingles the text has; 0 for a text without words
   * @param minima the least value of each hash function over the shingles
   */
  @JsonCreator
  public Signature(
      @JsonProperty("shingleSize") int shingleSize,
      @JsonProperty("shingles") int shingles,
      @JsonProperty("minima") int[] minima) {
    if (minima.length != HASHES) {
      throw new IllegalArgumentException(
          "A signature has " + HASHES + " minima, not " + minima.length);
    }
    this.shingleSize = shingleSize;
    this.shingles = shingles;
    this.minima = minima.clone();
  }

  @JsonProperty("shingleSize")
  public int shingleSize() {
    return shingleSize;
  }

  @JsonProperty("shingles")
  public int shingles() {
    return shingles;
  }

  @JsonProperty("minima")
  public int[] minima() {
    return minima.clone();
  }

  /** Estimates shared shingles over all distinct shingles; 0 where either text has no words. */
  public double estimatedJaccard(Signature other) {
    if (shingleSize != other.shingleSize) {
      throw new IllegalArgumentException(
          "Shingles of " + shingleSize + " and " + other.shingleSize + " words do not compare");
    }
    if (shingles == 0 || other.shingles == 0) {
      return 0;
    }
    int equal = 0;
    for (int i = 0; i < HASHES; i++) {
      if (minima[i] == other.minima[i]) {
        equal++;
      }
    }
    return (double) equal / HASHES;
  }

  /**
   * Estimates the share of this text's shingles that the other text has too: from J = |A∩B|/|A∪B|
   * follows |A∩B| = J(|A|+|B|)/(1+J).
   */
  public double estimatedContainmentIn(Signature other) {
    double jaccard = estimatedJaccard(other);
    if (jaccard == 0) {
      return 0;
    }
    double shared = jaccard * (shingles + (double) other.shingles) / (1 + jaccard);
    return Math.min(1, shared / shingles);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that
        && shingleSize == that.shingleSize
        && shingles == that.shingles
        && Arrays.equals(minima, that.minima);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * shingleSize + shingles) + Arrays.hashCode(minima);
  }

  @Override
  public String toString() {
    return "Signature[" + shingles + " shingles of " + shingleSize + " words]";
  }
}
