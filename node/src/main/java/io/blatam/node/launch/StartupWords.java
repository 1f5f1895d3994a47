package io.blatam.node.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a starting platform says on its standard error, in a file of its own. */
record StartupWords(Path file) {

  /**
   * The JVM's own remark on the Vector API, which can not be turned off and tells nobody anything.
   */
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  /** Empty until the platform itself has said something. */
  String read() throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> !line.startsWith(INCUBATOR))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  /** Said once: a password does not stay in a file. */
  void forget() throws IOException {
    Files.writeString(file, "");
  }
}
