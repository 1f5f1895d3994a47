package io.blatam.kvcache.device;

/** The k best of the scores that were offered, the best first; of equal ones the lower row. */
final class BestRows {

  private final int[] rows;
  private final float[] scores;
  private int size;

  BestRows(int k) {
    rows = new int[k];
    scores = new float[k];
  }

  /** Rows are to be offered in ascending order if equal scores are to come in it. */
  void offer(int row, float score) {
    if (size == rows.length && !(score > scores[size - 1])) {
      return;
    }
    int at = size < rows.length ? size++ : size - 1;
    while (at > 0 && scores[at - 1] < score) {
      scores[at] = scores[at - 1];
      rows[at] = rows[at - 1];
      at--;
    }
    scores[at] = score;
    rows[at] = row;
  }

  /** All k of them: so many have to have been offered. */
  int[] rows() {
    return rows;
  }

  float[] scores() {
    return scores;
  }
}
