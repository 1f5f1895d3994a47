/**
 * Entities found by rule and proven by checksum where they have one: one recognizer a kind, each a
 * pure function from text to entities with their offsets. No model guesses here, so what is found
 * can be relied on and what has no rule is not found.
 */
package io.blatam.agents.nlp.entity;
