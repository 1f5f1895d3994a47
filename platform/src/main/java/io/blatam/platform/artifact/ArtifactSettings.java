package io.blatam.platform.artifact;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code blatam.artifacts} says, read once.
 *
 * @param folder where the bytes go; empty: into the database
 * @param maxSize in bytes
 * @param abandonedAfter age at which the bytes of an upload that never finished are removed
 */
public record ArtifactSettings(Optional<Path> folder, long maxSize, Duration abandonedAfter) {

  public ArtifactSettings {
    if (maxSize < 1) {
      throw new IllegalArgumentException("blatam.artifacts.max-size: must be at least 1 byte");
    }
  }

  public static ArtifactSettings of(Config config) {
    Config artifacts = config.getConfig("blatam.artifacts");
    return new ArtifactSettings(
        folder(config, artifacts),
        artifacts.getBytes("max-size"),
        artifacts.getDuration("abandoned-after"));
  }

  private static Optional<Path> folder(Config config, Config artifacts) {
    String store = artifacts.getString("store");
    String folder = artifacts.getString("folder").trim();
    return switch (store) {
      case "database" -> Optional.empty();
      case "folder" ->
          Optional.of(
              folder.isEmpty()
                  ? Path.of(config.getString("blatam.data-dir"), "artifacts")
                  : Path.of(folder));
      default ->
          throw new IllegalArgumentException(
              "blatam.artifacts.store: must be \"database\" or \"folder\", not \"" + store + "\"");
    };
  }
}
