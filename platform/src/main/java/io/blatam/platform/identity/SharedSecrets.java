package io.blatam.platform.identity;

import io.blatam.platform.StartupException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Secrets of a cluster: the database that its nodes share has the say, so that a token from one
 * node holds at every other one without a file being copied. Each node's own folder follows, for
 * the command line beside it.
 */
final class SharedSecrets implements Secrets {

  private final DataSource database;
  private final SecretFiles files;

  SharedSecrets(DataSource database, SecretFiles files) {
    this.database = database;
    this.files = files;
  }

  /**
   * Nodes that start at the same moment agree: the row that is there first stays. A node's own
   * secret becomes the cluster's when there is none, so tokens survive the move from the embedded
   * database.
   */
  @Override
  public String readOrCreate(String name, Supplier<String> fresh) {
    try (Connection connection = database.getConnection()) {
      Optional<String> agreed = read(connection, name);
      if (agreed.isEmpty()) {
        offer(connection, name, files.readOrCreate(name, fresh));
        agreed = read(connection, name);
      }
      files.replace(name, agreed.orElseThrow());
      return agreed.get();
    } catch (SQLException e) {
      throw new StartupException(
          "the cluster's secret " + name + " can not be read from the database: " + e.getMessage(),
          e);
    }
  }

  private static Optional<String> read(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select secret from shared_secret where name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static void offer(Connection connection, String name, String secret) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into shared_secret (name, secret) values (?, ?) on conflict do nothing")) {
      insert.setString(1, name);
      insert.setString(2, secret);
      insert.executeUpdate();
    }
  }
}
