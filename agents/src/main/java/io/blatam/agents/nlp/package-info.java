/**
 * What a text is about, in one answer: its entities, keywords and a summary. The algorithms live in
 * the packages below and in the redundancy module.
 */
package io.blatam.agents.nlp;
