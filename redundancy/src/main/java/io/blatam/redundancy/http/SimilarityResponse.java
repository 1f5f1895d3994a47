package io.blatam.redundancy.http;

import io.blatam.redundancy.api.Meaning;
import io.blatam.redundancy.api.Similarity;
import java.util.Optional;

/**
 * @param wording what the texts have in common word by word
 * @param meaning how close they are in meaning; absent while the embedding model can not be used
 */
record SimilarityResponse(Similarity wording, Optional<Meaning> meaning) {}
