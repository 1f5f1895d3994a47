package io.blatam.kvcache.api;

/**
 * Rows that are searched again and again. A GPU that searched them keeps them as long as it has
 * room, so that later searches copy the queries alone; the CPU keeps the rows' lengths. Two with
 * the same rows are two all the same. Give it back with {@link DevicePool#forget}. Thread-safe.
 */
public final class Corpus {

  private final Embeddings rows;

  /**
   * @param rows must not change as long as they are searched
   */
  public Corpus(Embeddings rows) {
    this.rows = rows;
  }

  public Embeddings rows() {
    return rows;
  }
}
