package io.blatam.platform.database;

/**
 * The database can not answer now: it is down, full, or more work waits than the pool accepts.
 * Nothing was done; the same call may succeed later. At HTTP this is a 503 with {@code
 * Retry-After}.
 */
public final class DatabaseUnavailableException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
