package io.blatam.bul.knowledge.index;

import java.util.Optional;

/**
 * What passages are looked for with.
 *
 * @param vector what it means; empty where there is no embedder, and then words decide alone
 */
public record Question(String text, Optional<float[]> vector) {}
