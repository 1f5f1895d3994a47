package io.blatam.bul.routing;

import java.util.Optional;

/**
 * A text to be labelled.
 *
 * @param vector its embedding, of length 1; empty where there is no embedder
 */
record Query(String text, Optional<float[]> vector) {}
