package io.blatam.node.cli;

/** A verb could not do what was asked; the message says what was wrong and what to change. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandFailure(String message) {
    this(message, ExitCode.FAILED);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = ExitCode.FAILED;
  }

  private CommandFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The command line can not be understood as it is. */
  static CommandFailure misunderstood(String message) {
    return new CommandFailure(message, ExitCode.USAGE);
  }

  /** There is no platform to look into. */
  static CommandFailure notRunning(Speech speech) {
    return new CommandFailure(
        speech.say(
            "the platform does not run; start it with ./blatam start",
            "la plataforma no está en marcha; iníciela con ./blatam start"),
        ExitCode.NOT_RUNNING);
  }

  int exitCode() {
    return exitCode;
  }
}
