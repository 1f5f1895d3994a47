package io.blatam.kvcache.api;

/**
 * For each query the rows of the corpus that are nearest to it, the best first.
 *
 * @param rows {@code int[queries][min(k, corpus)]}, row numbers of the corpus
 * @param scores the cosines, in the same shape, each within 10<sup>-5</sup>; rows whose cosines are
 *     closer than that may stand in either order. A row of zeros has cosine 0 with everything.
 */
public record Neighbours(int[][] rows, float[][] scores) {}
