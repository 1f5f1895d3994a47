package io.blatam.bul.kill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL of the run's own, which can be stopped and started again with what it holds. */
final class Database implements AutoCloseable {

  private final Path folder;
  private final int port;
  private EmbeddedPostgres server;

  private Database(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
    this.port = server.getPort();
  }

  static Database start(Path folder) {
    try {
      return new Database(folder, builder(folder).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static EmbeddedPostgres.Builder builder(Path folder) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setServerConfig("max_connections", "200")
        // Its library's default is off: what is accepted would not be durable yet.
        .setServerConfig("synchronous_commit", "on");
  }

  /** Away, and back at the same address. */
  void restart() {
    try {
      server.close();
      server = builder(folder).setPort(port).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
