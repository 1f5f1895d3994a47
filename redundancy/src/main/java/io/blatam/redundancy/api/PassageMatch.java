package io.blatam.redundancy.api;

/**
 * The same words in two texts, ignoring case, accents and punctuation.
 *
 * @param words length in words
 * @param a where the passage stands in the first text
 * @param b where it stands (first, if more than once) in the second
 * @param text as the first text writes it
 */
public record PassageMatch(int words, Span a, Span b, String text) {}
