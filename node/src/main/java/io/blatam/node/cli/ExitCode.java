package io.blatam.node.cli;

/** What {@code ./blatam} exits with. */
public final class ExitCode {

  /** Done as asked. */
  public static final int OK = 0;

  /** Not done: the message on the standard error says why. */
  public static final int FAILED = 1;

  /** The command line itself can not be understood. */
  public static final int USAGE = 2;

  /** No platform runs, and the verb is one that looks at what runs. */
  public static final int NOT_RUNNING = 3;

  private ExitCode() {}
}
