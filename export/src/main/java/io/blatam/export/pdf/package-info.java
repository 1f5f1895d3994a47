/**
 * Lays the paged HTML out as an accessible PDF: outline, page numbers, embedded fonts, vector
 * charts. The layout engine is sealed off: it reads the page it is given and this package's fonts,
 * and may open nothing else.
 */
package io.blatam.export.pdf;
