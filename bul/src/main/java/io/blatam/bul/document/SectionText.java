package io.blatam.bul.document;

/**
 * A section as it goes into the document, whoever wrote it.
 *
 * @param markdown the body, without the chapter's heading
 */
public record SectionText(String sectionId, String title, String markdown) {}
