package io.blatam.redundancy.api;

import java.util.List;

/**
 * A term that a text is about.
 *
 * @param phrase as the text most often writes it
 * @param score termhood, comparable within one text only
 * @param occurrences where the term stands, in any of its inflections, in order
 */
public record Keyword(String phrase, double score, List<Span> occurrences) {}
