package io.blatam.bul.brief;

import java.util.Optional;

/**
 * Something the brief did not say and the document needed: printed in its annex, never as a fact.
 *
 * @param topic what it is about, in the document's language
 * @param value what was assumed, formatted for the reader
 * @param basis where it comes from, and that it has to be confirmed
 * @param year of the rate that was assumed; empty where it is none
 */
public record Assumption(String topic, String value, String basis, Optional<Integer> year) {}
