package io.blatam.kvcache.device;

/** Dot products of one vector with rows that stand next to one another. Thread-safe. */
interface Dots {

  /** The fastest for this JVM. */
  static Dots best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorDots()
        : new ScalarDots();
  }

  void of(
      float[] query,
      int offset,
      float[] corpus,
      int corpusOffset,
      int rows,
      int dimensions,
      float[] products);
}
