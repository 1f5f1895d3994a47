package io.blatam.kvcache.device;

/** Four sums a row, so that one addition need not wait for the one before. */
final class ScalarDots implements Dots {

  @Override
  public void of(
      float[] query,
      int offset,
      float[] corpus,
      int corpusOffset,
      int rows,
      int dimensions,
      float[] products) {
    for (int row = 0; row < rows; row++) {
      products[row] = dot(query, offset, corpus, corpusOffset + row * dimensions, dimensions);
    }
  }

  static float dot(float[] a, int aOffset, float[] b, int bOffset, int dimensions) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = 0;
    for (; i + 3 < dimensions; i += 4) {
      first += a[aOffset + i] * b[bOffset + i];
      second += a[aOffset + i + 1] * b[bOffset + i + 1];
      third += a[aOffset + i + 2] * b[bOffset + i + 2];
      fourth += a[aOffset + i + 3] * b[bOffset + i + 3];
    }
    float sum = first + second + (third + fourth);
    for (; i < dimensions; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }
}
