package io.blatam.bul.knowledge.index;

import io.blatam.bul.store.ChunkTable;

/**
 * A passage that was found.
 *
 * @param score orders the hits of one question
 * @param relevance see {@link Relevance}; comparable between questions
 */
public record Hit(ChunkTable.Key key, double score, double relevance) {}
