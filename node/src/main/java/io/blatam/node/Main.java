package io.blatam.node;

import io.blatam.node.cli.Cli;
import io.blatam.node.cli.Context;
import io.blatam.node.cli.Terminal;

/** The command line behind {@code ./blatam}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var context = new Context(Terminal.ofProcess(System.getenv()), System.getenv());
    System.exit(Cli.run(context, arguments));
  }
}
