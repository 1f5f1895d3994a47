package io.blatam.kvcache.engine;

/**
 * A kept value that can not be turned back into what was stored. To a reader of the cache it is a
 * miss, never an error.
 */
public class UnreadableValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableValueException(String message) {
    super(message);
  }

  public UnreadableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
