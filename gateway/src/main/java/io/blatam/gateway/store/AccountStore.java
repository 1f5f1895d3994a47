package io.blatam.gateway.store;

import io.blatam.gateway.account.Account;
import io.blatam.gateway.account.AccountTable;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.identity.Revocations;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        connection ->
            Sql.first(
                connection,
                AccountStore::read,
                "select " + COLUMNS + " from account where name = ?",
                name));
  }

  @Override
  public CompletionStage<Account> insert(Account account) {
    return database.call(
        connection -> {
          Sql.update(
              connection,
              "insert into account (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)",
              account.name(),
              account.tenant(),
              account.passwordHash(),
              scopes(account),
              account.disabled(),
              account.createdAt(),
              account.passwordChangedAt());
          return account;
        });
  }

  @Override
  public CompletionStage<Account> update(Account account) {
    return database.transaction(
        connection -> {
          Sql.update(
              connection,
              "update account set password_hash = ?, scopes = ?, disabled = ?,"
                  + " password_changed_at = ? where name = ?",
              account.passwordHash(),
              scopes(account),
              account.disabled(),
              account.passwordChangedAt(),
              account.name());
          Revocations.write(connection, account.name(), account.disabled());
          return account;
        });
  }

  @Override
  public CompletionStage<List<Account>> list(String tenant, String after, int limit) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                AccountStore::read,
                "select "
                    + COLUMNS
                    + " from account where tenant = ? and name > ? order by name limit ?",
                tenant,
                after,
                limit));
  }

  @Override
  public CompletionStage<Boolean> isEmpty() {
    return database.call(
        connection ->
            Sql.first(connection, row -> row.getString(1), "select name from account limit 1")
                .isEmpty());
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString("name"),
        row.getString("tenant"),
        row.getString("password_hash"),
        Set.of(row.getString("scopes").split(" ")),
        row.getBoolean("disabled"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "password_changed_at"));
  }

  private static String scopes(Account account) {
    return String.join(" ", account.scopes().stream().sorted().toList());
  }
}
