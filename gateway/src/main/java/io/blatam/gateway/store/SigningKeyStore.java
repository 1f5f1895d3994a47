package io.blatam.gateway.store;

import io.blatam.gateway.signing.SigningKey;
import io.blatam.gateway.signing.SigningKeyTable;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.identity.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The tables {@code signing_key} and {@code signed_nonce}. */
public final class SigningKeyStore implements SigningKeyTable {

  private static final String SELECT =
      "select k.id, k.account, a.tenant, k.scopes, a.scopes, k.created_at"
          + " from signing_key k join account a on a.name = k.account ";

  private final Database database;

  public SigningKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Optional<SigningKey>> find(String id) {
    return select("where k.id = ? and a.disabled = false", id)
        .thenApply(keys -> keys.stream().findFirst());
  }

  @Override
  public CompletionStage<List<SigningKey>> list(String account) {
    return select("where k.account = ? order by k.created_at, k.id", account);
  }

  private CompletionStage<List<SigningKey>> select(String where, String parameter) {
    return database.call(
        connection -> Sql.query(connection, SigningKeyStore::read, SELECT + where, parameter));
  }

  @Override
  public CompletionStage<SigningKey> insert(SigningKey key) {
    return database.call(
        connection -> {
          Sql.update(
              connection,
              "insert into signing_key (id, account, scopes, created_at) values (?, ?, ?, ?)",
              key.id(),
              key.account(),
              String.join(" ", key.scopes().stream().sorted().toList()),
              key.createdAt());
          return key;
        });
  }

  @Override
  public CompletionStage<Boolean> delete(String account, String id) {
    return database.call(
        connection ->
            Sql.update(
                    connection, "delete from signing_key where account = ? and id = ?", account, id)
                > 0);
  }

  @Override
  public CompletionStage<Void> use(String keyId, String nonce, Instant until) {
    return database.call(
        connection -> {
          Sql.update(
              connection,
              "insert into signed_nonce (key_id, nonce, forget_at) values (?, ?, ?)",
              keyId,
              nonce,
              until);
          return null;
        });
  }

  @Override
  public CompletionStage<Integer> forget(Instant now) {
    return database.call(
        connection -> Sql.update(connection, "delete from signed_nonce where forget_at < ?", now));
  }

  private static SigningKey read(ResultSet row) throws SQLException {
    String account = row.getString(2);
    String tenant = row.getString(3);
    Principal owner = new Principal(account, tenant, Set.of(row.getString(5).split(" ")));
    Set<String> scopes =
        Set.of(row.getString(4).split(" ")).stream().filter(owner::may).collect(Collectors.toSet());
    return new SigningKey(
        row.getString(1),
        account,
        tenant,
        scopes,
        row.getObject(6, OffsetDateTime.class).toInstant());
  }
}
