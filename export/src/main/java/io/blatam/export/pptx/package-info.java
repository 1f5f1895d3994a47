/**
 * PowerPoint decks. Planning (what goes on which slide, at which size) is plain arithmetic over
 * text widths; writing puts the plan into the placeholders of a real master.
 */
package io.blatam.export.pptx;
