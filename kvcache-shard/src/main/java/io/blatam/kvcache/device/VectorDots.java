package io.blatam.kvcache.device;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * In lanes, two sums a row. The lanes are added one by one at the end: the Vector API's own sum is
 * strictly in order, and slower. Loaded only where {@code jdk.incubator.vector} is resolved.
 */
final class VectorDots implements Dots {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final ThreadLocal<float[]> SUMS = ThreadLocal.withInitial(() -> new float[LANES]);

  @Override
  public void of(
      float[] query,
      int offset,
      float[] corpus,
      int corpusOffset,
      int rows,
      int dimensions,
      float[] products) {
    float[] sums = SUMS.get();
    int whole = dimensions / (2 * LANES) * (2 * LANES);
    for (int row = 0; row < rows; row++) {
      int at = corpusOffset + row * dimensions;
      float rest = ScalarDots.dot(query, offset + whole, corpus, at + whole, dimensions - whole);
      products[row] = rest + (whole == 0 ? 0 : dot(query, offset, corpus, at, whole, sums));
    }
  }

  private static float dot(
      float[] a, int aOffset, float[] b, int bOffset, int whole, float[] sums) {
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    for (int i = 0; i < whole; i += 2 * LANES) {
      even =
          FloatVector.fromArray(FLOATS, a, aOffset + i)
              .fma(FloatVector.fromArray(FLOATS, b, bOffset + i), even);
      odd =
          FloatVector.fromArray(FLOATS, a, aOffset + i + LANES)
              .fma(FloatVector.fromArray(FLOATS, b, bOffset + i + LANES), odd);
    }
    even.add(odd).intoArray(sums, 0);
    float sum = 0;
    float other = 0;
    for (int i = 0; i < LANES; i += 2) {
      sum += sums[i];
      other += sums[i + 1];
    }
    return sum + other;
  }
}
