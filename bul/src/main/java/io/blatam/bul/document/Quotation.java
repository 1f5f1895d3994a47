package io.blatam.bul.document;

/**
 * A passage of the company's own documents that a section may draw on.
 *
 * @param number of the source, cited as [1]
 * @param text as it stands in the source
 */
public record Quotation(int number, String text) {}
