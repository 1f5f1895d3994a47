/**
 * Word documents: real styles, numbering, fields, tables and charts, so that whoever receives one
 * can go on writing in it. What the text says is decided elsewhere; here it only takes shape.
 */
package io.blatam.export.docx;
