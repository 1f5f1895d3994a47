package io.blatam.platform.database;

import io.blatam.platform.Unavailable;

/** The database can not answer now: it is down, full, or more work waits than the pool accepts. */
public final class DatabaseUnavailableException extends DatabaseException implements Unavailable {

  private static final long serialVersionUID = 1L;

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String advice() {
    return "The database can not be reached; try again.";
  }

  @Override
  public int retryAfterSeconds() {
    return 5;
  }
}
