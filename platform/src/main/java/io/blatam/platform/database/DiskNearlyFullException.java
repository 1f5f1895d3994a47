package io.blatam.platform.database;

import io.blatam.platform.Unavailable;

/** Nothing large is written now: see {@link DiskReserve}. */
public final class DiskNearlyFullException extends DatabaseException implements Unavailable {

  private static final long serialVersionUID = 1L;

  DiskNearlyFullException(String message) {
    super(message, null);
  }

  @Override
  public String advice() {
    return "The platform's disk is nearly full; try again when there is room.";
  }

  @Override
  public int retryAfterSeconds() {
    return 30;
  }
}
