/**
 * The proof that a finished document's figures are those that were computed: reads every figure of
 * a text as its locale writes it, and compares it with the composed sections, the model of figures,
 * the brief and the templates' fixed text. Pure functions; knows no document type.
 */
package io.blatam.bul.figures;
