package io.blatam.gateway.store;

import io.blatam.gateway.account.Account;
import io.blatam.gateway.account.AccountTable;
import io.blatam.platform.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The table {@code account}. */
public final class AccountStore implements AccountTable {

  private static final String COLUMNS =
      "name, tenant, password_hash, scopes, disabled, created_at, password_changed_at";

  private final Database database;

  public AccountStore(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Optional<Account>> find(String name) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select " + COLUMNS + " from account where name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
          }
        });
  }

  @Override
  public CompletionStage<Account> insert(Account account) {
    return database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into account (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, account.name());
            insert.setString(2, account.tenant());
            insert.setString(3, account.passwordHash());
            insert.setString(4, scopes(account));
            insert.setBoolean(5, account.disabled());
            insert.setObject(6, at(account.createdAt()));
            insert.setObject(7, at(account.passwordChangedAt()));
            insert.executeUpdate();
            return account;
          }
        });
  }

  @Override
  public CompletionStage<Account> update(Account account) {
    return database.call(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update account set password_hash = ?, scopes = ?, disabled = ?,"
                      + " password_changed_at = ? where name = ?")) {
            update.setString(1, account.passwordHash());
            update.setString(2, scopes(account));
            update.setBoolean(3, account.disabled());
            update.setObject(4, at(account.passwordChangedAt()));
            update.setString(5, account.name());
            update.executeUpdate();
            return account;
          }
        });
  }

  @Override
  public CompletionStage<List<Account>> list(String tenant, String after, int limit) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from account where tenant = ? and name > ? order by name limit ?")) {
            select.setString(1, tenant);
            select.setString(2, after);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
              List<Account> accounts = new ArrayList<>();
              while (rows.next()) {
                accounts.add(read(rows));
              }
              return accounts;
            }
          }
        });
  }

  @Override
  public CompletionStage<Set<String>> disabled() {
    return database.call(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select name from account where disabled = true");
              ResultSet rows = select.executeQuery()) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
              names.add(rows.getString(1));
            }
            return names;
          }
        });
  }

  @Override
  public CompletionStage<Boolean> isEmpty() {
    return database.call(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement("select name from account limit 1");
              ResultSet rows = select.executeQuery()) {
            return !rows.next();
          }
        });
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Set.of(row.getString(4).split(" ")),
        row.getBoolean(5),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getObject(7, OffsetDateTime.class).toInstant());
  }

  private static String scopes(Account account) {
    return String.join(" ", account.scopes().stream().sorted().toList());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
