package io.blatam.bul.document;

/**
 * Something a check found.
 *
 * @param code stable and in kebab-case: {@code unknown-figure}
 * @param sectionId where, empty for the document as a whole
 * @param detail for a person, with the offending text
 */
public record Finding(String code, String sectionId, String detail) {}
