package io.blatam.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a verb's words go. On a terminal the last line of the standard error is a status line that
 * is written over; elsewhere only lasting lines are written, so that a log stays readable.
 */
public final class Terminal {

  private static final String ERASE = "\r\033[K";
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final int DEFAULT_COLUMNS = 80;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private final int columns;
  private int frame;
  private boolean statusShown;

  private Terminal(PrintStream out, PrintStream err, boolean interactive, int columns) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.columns = columns;
  }

  /**
   * The process's own streams, in UTF-8 whatever the locale says. The launcher script knows whether
   * the standard error is a terminal, which a JVM can not ask.
   */
  public static Terminal ofProcess(Map<String, String> environment) {
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        "1".equals(environment.get("BLATAM_TTY")),
        columns(environment.get("COLUMNS")));
  }

  /** A terminal that only takes lasting lines. */
  public static Terminal of(PrintStream out, PrintStream err) {
    return new Terminal(out, err, false, DEFAULT_COLUMNS);
  }

  private static int columns(String said) {
    try {
      return said == null ? DEFAULT_COLUMNS : Math.max(20, Integer.parseInt(said));
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }

  PrintStream out() {
    return out;
  }

  boolean interactive() {
    return interactive;
  }

  /** A result, for people and pipes. */
  void print(String line) {
    clearStatus();
    out.println(line);
  }

  /** Something that happened on the way. */
  void note(String line) {
    clearStatus();
    err.println(line);
  }

  /** What is going on now; replaced by the next line of any kind. */
  void status(String text) {
    if (!interactive) {
      return;
    }
    String line = SPINNER[frame++ % SPINNER.length] + " " + text;
    err.print(ERASE + (line.length() < columns ? line : line.substring(0, columns - 2) + "…"));
    err.flush();
    statusShown = true;
  }

  void clearStatus() {
    if (statusShown) {
      err.print(ERASE);
      err.flush();
      statusShown = false;
    }
  }
}
