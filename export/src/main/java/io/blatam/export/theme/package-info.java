/**
 * The colours a document may be dressed in. Everything that draws takes them from here, so that a
 * chart and the table beside it belong together in every format.
 */
package io.blatam.export.theme;
