package io.blatam.bul.store;

import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A table of things that tenants keep, each under an id: read, counted and deleted in one way.
 * Another tenant's is not there. Its columns include {@code id}, {@code tenant} and {@code
 * created_at}.
 *
 * @param columns that {@code row} reads
 */
public record TenantRows<T>(String table, String columns, Sql.Row<T> row) {

  /** What a statement that reads these begins with. */
  public String select() {
    return "select " + columns + " from " + table + " ";
  }

  /** Whether a tenant has fewer than {@code atMost}. */
  public boolean hasRoom(Connection connection, String tenant, int atMost) throws SQLException {
    return Sql.first(
                connection,
                count -> count.getInt(1),
                "select count(*) from " + table + " where tenant = ?",
                tenant)
            .orElseThrow()
        < atMost;
  }

  /** Oldest first. */
  public List<T> list(Connection connection, String tenant) throws SQLException {
    return Sql.query(
        connection, row, select() + "where tenant = ? order by created_at, id", tenant);
  }

  public Optional<T> find(Connection connection, String tenant, String id) throws SQLException {
    return Sql.first(connection, row, select() + "where tenant = ? and id = ?", tenant, id);
  }

  /** As {@link #find}; nobody else changes it until the transaction ends. */
  public Optional<T> lock(Connection connection, String tenant, String id) throws SQLException {
    return Sql.first(
        connection, row, select() + "where tenant = ? and id = ? for update", tenant, id);
  }

  /** Whether it was there. */
  public boolean delete(Connection connection, String tenant, String id) throws SQLException {
    return Sql.update(
            connection, "delete from " + table + " where tenant = ? and id = ?", tenant, id)
        == 1;
  }
}
