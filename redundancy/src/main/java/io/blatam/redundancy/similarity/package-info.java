/**
 * How much two texts have in common: exact and estimated Jaccard over word shingles, embedding
 * cosine, and the check of a new document against earlier ones. Storing signatures is the caller's
 * business.
 */
package io.blatam.redundancy.similarity;
