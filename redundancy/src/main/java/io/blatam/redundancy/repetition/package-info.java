/**
 * Passages that occur more than once, within a text or across two, found with a suffix automaton
 * over words. Scores and thresholds that judge them belong elsewhere.
 */
package io.blatam.redundancy.repetition;
