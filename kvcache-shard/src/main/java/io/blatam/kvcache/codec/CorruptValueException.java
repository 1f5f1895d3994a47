package io.blatam.kvcache.codec;

import io.blatam.kvcache.engine.UnreadableValueException;

/**
 * A stored value that is not what an encoder wrote: cut off, altered, of another version, or larger
 * than the reader allows. The right answer to a reader of the cache is a miss.
 */
public final class CorruptValueException extends UnreadableValueException {

  private static final long serialVersionUID = 1L;

  public CorruptValueException(String message) {
    super(message);
  }

  public CorruptValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
