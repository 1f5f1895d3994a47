package io.blatam.redundancy.api;

import java.util.List;

/**
 * How much of a new document an earlier one already says.
 *
 * @param documentId the earlier document
 * @param title its title
 * @param containment share of the new document's shingles that stand in the earlier one, 0 to 1
 * @param jaccard shared shingles over all of both
 * @param estimated whether the two figures were estimated from signatures, for want of the text
 * @param passages the shared passages, offsets {@code a} in the new document and {@code b} in the
 *     earlier; empty where estimated
 */
public record Overlap(
    String documentId,
    String title,
    double containment,
    double jaccard,
    boolean estimated,
    List<PassageMatch> passages) {}
