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
}
