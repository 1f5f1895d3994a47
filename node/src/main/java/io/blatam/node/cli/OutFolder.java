package io.blatam.node.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command leaves its files. */
final class OutFolder {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Folder for the files (default: ${DEFAULT-VALUE}).")
  private Path path;

  Path path() {
    return path;
  }
}
