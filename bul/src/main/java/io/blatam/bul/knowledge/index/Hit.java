package io.blatam.bul.knowledge.index;

import io.blatam.bul.store.ChunkTable;

/**
 * A passage that was found.
 *
 * @param fused reciprocal rank fusion of both rankings; orders the hits of one question
 * @param relevance see {@link Relevance}; comparable between questions
 */
public record Hit(ChunkTable.Key key, double fused, double relevance) {}
