package io.blatam.platform.database;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code blatam.database} says, read once.
 *
 * @param url JDBC url; never empty, an empty setting has already become the embedded file's url
 * @param connections size of the pool behind {@link Database}, and of its blocking threads
 * @param journalConnections size of the second pool, which Akka's journal and snapshots use
 * @param waiting calls that may wait for a thread before more are refused
 * @param connectTimeout how long to wait for a connection, at start and later
 * @param diskReserve bytes that are kept free on the disk of an embedded file: {@link DiskReserve}
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    int connections,
    int journalConnections,
    int waiting,
    Duration connectTimeout,
    long diskReserve) {

  public DatabaseSettings {
    require(
        url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:"),
        "blatam.database.url: must start with jdbc:postgresql: (or be empty for the embedded file)");
    require(
        connections >= 2,
        "blatam.database.connections: must be at least 2, the migrations hold two");
    require(journalConnections >= 1, "blatam.database.journal-connections: must be at least 1");
    require(waiting >= 1, "blatam.database.waiting: must be at least 1");
    require(
        connectTimeout.toMillis() >= 250,
        "blatam.database.connect-timeout: must be at least 250ms");
    require(diskReserve >= 0, "blatam.database.disk-reserve: must not be negative");
  }

  public static DatabaseSettings of(Config config) {
    Config database = config.getConfig("blatam.database");
    String url = database.getString("url").trim();
    boolean embedded = url.isEmpty();
    return new DatabaseSettings(
        embedded
            ? embeddedUrl(
                Path.of(config.getString("blatam.data-dir")), database.getBoolean("shared-file"))
            : url,
        embedded ? "blatam" : database.getString("user"),
        embedded ? "" : database.getString("password"),
        database.getInt("connections"),
        database.getInt("journal-connections"),
        database.getInt("waiting"),
        database.getDuration("connect-timeout"),
        database.getBytes("disk-reserve"));
  }

  private static final String EMBEDDED_FILE = "jdbc:h2:file:";

  public boolean embedded() {
    return url.startsWith("jdbc:h2:");
  }

  /**
   * H2 as close to PostgreSQL as it comes: unquoted names fold to lower case, so that Slick's
   * quoted lower-case names find the tables that plain SQL made. {@code WRITE_DELAY=0} hands a
   * commit to the operating system before it returns; with the default a killed process loses the
   * last half second.
   */
  static String embeddedUrl(Path dataDir, boolean shared) {
    return EMBEDDED_FILE
        + dataDir.toAbsolutePath().normalize().resolve("blatam")
        + H2_OPTIONS
        + (shared ? ";AUTO_SERVER=TRUE" : "");
  }

  public static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

  /** Where an embedded file lies. */
  Optional<Path> folder() {
    return url.startsWith(EMBEDDED_FILE)
        ? Optional.ofNullable(Path.of(printableUrl().substring(EMBEDDED_FILE.length())).getParent())
        : Optional.empty();
  }

  /** The url without the secrets that a PostgreSQL url may carry in its query. */
  String printableUrl() {
    int options = url.indexOf(embedded() ? ';' : '?');
    return options < 0 ? url : url.substring(0, options);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + printableUrl() + "]";
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
