/**
 * Writes a document as one well-formed HTML page: for the screen, where it is the product, and for
 * paper, where the PDF renderer lays it out. What an author wrote enters the page as escaped text
 * only.
 */
package io.blatam.export.html;
