/**
 * What Word and PowerPoint files share: colours, text widths, native charts, bytes that do not
 * depend on the clock. Nothing here knows whether a document or a deck is being drawn.
 */
package io.blatam.export.office;
