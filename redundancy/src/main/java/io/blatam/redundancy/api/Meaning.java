package io.blatam.redundancy.api;

/**
 * How close two texts are in meaning, across languages.
 *
 * @param cosine between the mean embeddings of their passages; unrelated business texts lie near
 *     0.8 with the built-in model, so compare it with other cosines, not with a threshold
 * @param embeddedOfA share of the first text's passages that were embedded, 0 to 1
 * @param embeddedOfB share of the second's
 */
public record Meaning(double cosine, double embeddedOfA, double embeddedOfB) {}
