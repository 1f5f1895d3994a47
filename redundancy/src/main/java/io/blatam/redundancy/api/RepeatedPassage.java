package io.blatam.redundancy.api;

import java.util.List;

/**
 * A passage that a text says more than once, ignoring case, accents and punctuation.
 *
 * @param text as it is first written
 * @param words its length in words
 * @param occurrences at least two, in order, never overlapping
 */
public record RepeatedPassage(String text, int words, List<Span> occurrences) {}
