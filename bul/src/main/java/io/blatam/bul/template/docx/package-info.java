/**
 * Word files as templates: placeholders are made whole across Word's runs, loops are lifted around
 * the paragraphs and rows they repeat, and the XML between is kept as it is.
 */
package io.blatam.bul.template.docx;
