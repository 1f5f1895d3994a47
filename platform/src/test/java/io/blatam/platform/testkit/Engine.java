package io.blatam.platform.testkit;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;

/** The two databases that everything must run on. */
public enum Engine {
  H2 {
    @Override
    public DatabaseSettings settings(Path directory) {
      String url = "jdbc:h2:file:" + directory.resolve("blatam") + DatabaseSettings.H2_OPTIONS;
      return new DatabaseSettings(url, "blatam", "", 8, 4, 1_000, Duration.ofSeconds(5), 0);
    }
  },
  POSTGRESQL {
    @Override
    public DatabaseSettings settings(Path directory) {
      return new DatabaseSettings(
          ScratchPostgres.newDatabase(), "postgres", "", 8, 4, 1_000, Duration.ofSeconds(5), 0);
    }
  };

  /** An empty database: a file in the directory, or a new one on this JVM's server. */
  public abstract DatabaseSettings settings(Path directory);

  public Database open(Path directory) {
    return Database.open(settings(directory));
  }
}
