package io.blatam.node.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The class-data archive of the platform's JVM. */
final class SharedClasses {

  private SharedClasses() {}

  /** An archive serves only the build that it was made from. */
  static boolean isFresh(Path archive, Path jar) {
    try {
      return Files.exists(archive)
          && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
