/**
 * How a document says what it says: its register, its length, and what stands in a section instead
 * of its template. Pure text in, text out; figures, tables, charts and links come through
 * unchanged.
 */
package io.blatam.bul.wording;
