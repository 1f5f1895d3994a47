/**
 * The structured ask: what a person wants written, as typed records with snake_case JSON and YAML,
 * read from fields, free text or both. What is missing is filled by stated assumptions; nothing
 * here computes a figure or writes a sentence of a document.
 */
package io.blatam.bul.brief;
