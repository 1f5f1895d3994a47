package io.blatam.platform.database;

/** A row with this unique key is already there. */
public final class DuplicateKeyException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  DuplicateKeyException(Throwable cause) {
    super("a row with this key is already there", cause);
  }
}
