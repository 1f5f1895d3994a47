package io.blatam.bul.knowledge;

/**
 * A chunk that was found.
 *
 * @param relevance how likely it has to do with what was asked, 0 to 1 (see {@link
 *     io.blatam.bul.knowledge.index.Relevance})
 */
public record Passage(String noteId, String title, Chunk chunk, double relevance) {}
