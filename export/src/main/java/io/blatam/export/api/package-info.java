/**
 * What other modules may use of the export service: the formats, and the pure function from
 * Markdown to a file. Nothing here knows how a format is drawn.
 */
package io.blatam.export.api;
