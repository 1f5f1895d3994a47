/**
 * Draws charts as SVG: scales, ticks, labels and marks, from numbers to shapes, with no graphics
 * library. The SVG keeps to a small subset (line, rect, path, circle, text), which is also all that
 * the PDF renderer has to understand.
 */
package io.blatam.export.chart;
