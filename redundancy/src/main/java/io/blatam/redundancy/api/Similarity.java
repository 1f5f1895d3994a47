package io.blatam.redundancy.api;

import java.util.List;

/**
 * What two texts have in common word by word.
 *
 * @param shingleSize words a shingle
 * @param jaccard shared shingles over all distinct shingles; 0 where neither text has words
 * @param estimatedJaccard the same, estimated from the two {@link Signature}s
 * @param containmentOfA share of the first text's shingles that the second has too
 * @param containmentOfB share of the second text's shingles that the first has too
 * @param passages the longest matching passages, in the first text's order
 */
public record Similarity(
    int shingleSize,
    double jaccard,
    double estimatedJaccard,
    double containmentOfA,
    double containmentOfB,
    List<PassageMatch> passages) {}
