package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a place to rows that have none: those from before there were places, and those that nodes
 * of such a release still write. Thread-safe.
 */
final class Places {

  private static final int CHUNK = 1000;

  private record Space(String tenant, String namespace) {}

  private final Database database;
  private final Set<Space> complete = ConcurrentHashMap.newKeySet();

  Places(Database database) {
    this.database = database;
  }

  /** Completes when every row of the tenant's namespace has its place, as far as is known here. */
  CompletionStage<Void> complete(String tenant, String namespace) {
    Space space = new Space(tenant, namespace);
    return complete.contains(space)
        ? CompletableFuture.completedFuture(null)
        : database
            .transaction(connection -> chunk(connection, space))
            .thenCompose(
                placed -> {
                  if (placed < CHUNK) {
                    complete.add(space);
                  }
                  return complete(tenant, namespace);
                });
  }

  /** Others may have written such rows meanwhile: whoever asks next looks again. */
  void again() {
    complete.clear();
  }

  /**
   * @return how many got their place
   */
  private static int chunk(Connection connection, Space space) throws SQLException {
    List<CacheKey> keys = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select entry_key from kvcache_entry"
                + " where namespace = ? and tenant = ? and place is null limit "
                + CHUNK)) {
      select.setString(1, space.namespace());
      select.setString(2, space.tenant());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(KeyBytes.key(space.tenant(), space.namespace(), rows.getBytes(1)));
        }
      }
    }
    if (keys.isEmpty()) {
      return 0;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update kvcache_entry set place = ?"
                + " where namespace = ? and tenant = ? and entry_key = ?")) {
      for (CacheKey key : keys) {
        update.setLong(1, key.position());
        update.setString(2, key.namespace());
        update.setString(3, key.tenant());
        update.setBytes(4, KeyBytes.of(key));
        update.addBatch();
      }
      update.executeBatch();
    }
    return keys.size();
  }
}
