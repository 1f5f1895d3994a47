/**
 * Documents as text: for reading in a mail or a terminal (TXT), and as Markdown that parses back to
 * the same document (MD).
 */
package io.blatam.export.text;
