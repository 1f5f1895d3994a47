package io.blatam.platform.serialization;

/**
 * Marks what may travel between nodes or be stored in the journal: bound to Jackson CBOR in {@code
 * reference.conf}. Implementations are records; a stored one is evolved only by adding components
 * that tolerate absence.
 */
public interface CborSerializable {}
