package io.blatam.kvcache.tier;

/**
 * Where a value stands on disk.
 *
 * @param length of the record in bytes
 * @param checksum of the form and the seal
 * @param expiresAt milliseconds since the epoch
 */
record Place(LogFile file, int offset, int length, int checksum, long expiresAt) {}
