package io.blatam.export.document;

import org.commonmark.node.Heading;

/**
 * A heading and its place in the outline.
 *
 * @param level 1 for a chapter
 * @param title the heading as plain text
 * @param id unique in the document, letters, digits and hyphens: an anchor's or a bookmark's name
 * @param heading the node in the document's tree
 */
public record Section(int level, String title, String id, Heading heading) {}
