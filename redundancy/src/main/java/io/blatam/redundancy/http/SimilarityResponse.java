package io.blatam.redundancy.http;

import io.blatam.redundancy.api.Meaning;
import io.blatam.redundancy.api.Similarity;

/**
 * @param wording what the texts have in common word by word
 * @param meaning how close they are in meaning
 */
record SimilarityResponse(Similarity wording, Meaning meaning) {}
