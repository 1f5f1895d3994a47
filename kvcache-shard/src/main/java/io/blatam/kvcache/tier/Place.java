package io.blatam.kvcache.tier;

/**
 * Where a value stands on disk.
 *
 * @param length of the record in bytes
 * @param checksum of the form and the seal
 * @param expiresAt milliseconds since the epoch
 * @param absent whether only that there is nothing stands there
 */
record Place(LogFile file, int offset, int length, int checksum, long expiresAt, boolean absent) {

  static Place of(ColdRecord.Header header, LogFile file, int offset) {
    return new Place(
        file, offset, header.length(), header.checksum(), header.expiresAt(), header.absent());
  }

  /** The same bytes elsewhere. */
  Place movedTo(LogFile otherFile, int otherOffset) {
    return new Place(otherFile, otherOffset, length, checksum, expiresAt, absent);
  }
}
