package io.blatam.platform;

/**
 * The process can not start as configured. The message is one line for the operator: what is wrong
 * and what to change. The launcher prints it without a stack trace and exits with code 1.
 */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Goes on only with a setting that fits.
   *
   * @param path the whole key, such as {@code blatam.kvcache.segments}
   * @param what it must be, as it goes on after "must be"
   * @param actual what it is
   */
  public static void require(boolean holds, String path, String what, Object actual) {
    if (!holds) {
      throw new StartupException(path + ": must be " + what + ", not " + actual);
    }
  }
}
