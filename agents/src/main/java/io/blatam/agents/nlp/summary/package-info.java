/**
 * Extractive summaries: sentences of the text itself, chosen and never rewritten, so that no figure
 * can be got wrong.
 */
package io.blatam.agents.nlp.summary;
