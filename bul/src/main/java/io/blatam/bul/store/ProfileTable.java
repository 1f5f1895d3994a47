package io.blatam.bul.store;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** One company profile a tenant, with a version that no two changes share. */
public final class ProfileTable {

  /**
   * @param profile as JSON
   * @param logo as JSON; empty where there is none
   */
  public record Row(long version, String profile, Optional<String> logo, Instant changedAt) {}

  private final Database database;

  public ProfileTable(Database database) {
    this.database = database;
  }

  /** The version alone: what a cache asks before it answers. */
  public CompletionStage<OptionalLong> version(String tenant) {
    return database.call(
        connection ->
            Sql.first(
                    connection,
                    row -> row.getLong(1),
                    "select version from bul_profile where tenant = ?",
                    tenant)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }

  public CompletionStage<Optional<Row>> find(String tenant) {
    return database.call(
        connection ->
            Sql.first(
                connection,
                row ->
                    new Row(
                        row.getLong("version"),
                        row.getString("profile"),
                        Optional.ofNullable(row.getString("logo")),
                        Sql.instant(row, "changed_at")),
                "select version, profile, logo, changed_at from bul_profile where tenant = ?",
                tenant));
  }

  /**
   * Puts a profile in the place of version {@code before}.
   *
   * @param before 0 where there is none yet
   * @return false if somebody else changed it meanwhile
   */
  public CompletionStage<Boolean> replace(String tenant, long before, Row row) {
    return database.call(connection -> replaced(connection, tenant, before, row));
  }

  private static boolean replaced(Connection connection, String tenant, long before, Row row)
      throws SQLException {
    return before == 0
        ? Sql.update(
                connection,
                "insert into bul_profile (tenant, version, profile, logo, changed_at)"
                    + " values (?, ?, ?, ?, ?) on conflict do nothing",
                tenant,
                row.version(),
                row.profile(),
                row.logo(),
                row.changedAt())
            == 1
        : Sql.update(
                connection,
                "update bul_profile set version = ?, profile = ?, logo = ?, changed_at = ?"
                    + " where tenant = ? and version = ?",
                row.version(),
                row.profile(),
                row.logo(),
                row.changedAt(),
                tenant,
                before)
            == 1;
  }
}
