package io.blatam.kvcache.tier;

/**
 * @param seal {@link Seals#NONE} where the namespace does not ask for one
 */
record SealedEntry(StoredEntry entry, byte[] seal) {}
