package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A table of the platform's database, embedded or PostgreSQL. A batch is one transaction that first
 * locks the owner's row, or every owner's: so a batch of an owner that has lost its claim changes
 * nothing, and one whose outcome its owner does not know (the connection broke) is over before the
 * next begins. Besides, a row is only overwritten by a greater version.
 */
public final class TableStore implements JointStore {

  /** What H2's {@code bytea} holds; PostgreSQL's holds more. */
  private static final int MAX_VALUE_BYTES = 1024 * 1024;

  private static final String OLDER = "(epoch < ? or (epoch = ? and sequence < ?))";
  static final String KEY = "namespace = ? and tenant = ? and entry_key = ?";

  private final Database database;
  private final Places places;
  private final KeysQuestion question;

  public TableStore(Database database) {
    this.database = database;
    this.places = new Places(database);
    this.question = KeysQuestion.of(database);
  }

  @Override
  public CompletionStage<Long> claim(String namespace, int segment) {
    return database.transaction(connection -> Owners.claim(connection, namespace, segment));
  }

  @Override
  public CompletionStage<Map<CacheKey, StoredValue>> load(
      String namespace, Collection<CacheKey> keys) {
    List<CacheKey> all = List.copyOf(keys);
    return database.call(
        connection -> all.isEmpty() ? Map.of() : select(connection, namespace, all));
  }

  private Map<CacheKey, StoredValue> select(
      Connection connection, String namespace, List<CacheKey> keys) throws SQLException {
    Map<CacheKey, StoredValue> found = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(question.sql(keys.size()))) {
      question.bind(select, namespace, keys);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(
              KeyBytes.key(rows.getString(1), namespace, rows.getBytes(2)),
              new StoredValue(rows.getBytes(3), rows.getLong(4), rows.getLong(5)));
        }
      }
    }
    return found;
  }

  @Override
  public CompletionStage<Void> save(
      String namespace, int segment, long epoch, List<StoreWrite> writes) {
    return database.transaction(
        connection -> {
          Owners.lock(connection, namespace, segment, epoch);
          write(connection, writes);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> saveTogether(String namespace, List<Share> shares) {
    // All who lock several rows do so in one order, so that none waits for another for ever.
    List<Share> inOrder = new ArrayList<>(shares);
    inOrder.sort(Comparator.comparingInt(Share::segment));
    return database.transaction(
        connection -> {
          for (Share share : inOrder) {
            Owners.lock(connection, namespace, share.segment(), share.version());
          }
          write(connection, inOrder.stream().flatMap(share -> share.writes().stream()).toList());
          return null;
        });
  }

  @Override
  public CompletionStage<Void> withdraw(String namespace, int segment, Version version) {
    return database.transaction(
        connection -> {
          Owners.withdraw(connection, namespace, segment, version);
          return null;
        });
  }

  private static void write(Connection connection, List<StoreWrite> writes) throws SQLException {
    List<StoreWrite.Put> puts = new ArrayList<>();
    List<StoreWrite.Delete> deletes = new ArrayList<>();
    for (StoreWrite write : writes) {
      if (write instanceof StoreWrite.Put put) {
        puts.add(put);
      } else if (write instanceof StoreWrite.Delete delete) {
        deletes.add(delete);
      }
    }
    insert(connection, update(connection, puts));
    delete(connection, deletes);
  }

  /**
   * @return those that met no older row
   */
  private static List<StoreWrite.Put> update(Connection connection, List<StoreWrite.Put> puts)
      throws SQLException {
    if (puts.isEmpty()) {
      return puts;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update kvcache_entry set entry_value = ?, cost_millis = ?, expires_at = ?, epoch = ?, sequence = ?"
                + " where "
                + KEY
                + " and "
                + OLDER)) {
      for (StoreWrite.Put put : puts) {
        values(update, 1, put);
        key(update, 6, put);
        version(update, 9, put);
        update.addBatch();
      }
      int[] updated = update.executeBatch();
      List<StoreWrite.Put> others = new ArrayList<>();
      for (int i = 0; i < updated.length; i++) {
        if (updated[i] == 0) {
          others.add(puts.get(i));
        }
      }
      return others;
    }
  }

  private static void insert(Connection connection, List<StoreWrite.Put> puts) throws SQLException {
    if (puts.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into kvcache_entry (entry_value, cost_millis, expires_at, epoch, sequence, namespace, tenant, entry_key, place)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
      for (StoreWrite.Put put : puts) {
        values(insert, 1, put);
        key(insert, 6, put);
        insert.setLong(9, put.key().position());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void delete(Connection connection, List<StoreWrite.Delete> deletes)
      throws SQLException {
    if (deletes.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from kvcache_entry where " + KEY + " and " + OLDER)) {
      for (StoreWrite.Delete write : deletes) {
        key(delete, 1, write);
        version(delete, 4, write);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private static void values(PreparedStatement statement, int at, StoreWrite.Put put)
      throws SQLException {
    statement.setBytes(at, put.value().value());
    statement.setLong(at + 1, put.value().cost());
    statement.setLong(at + 2, put.value().expiresAt());
    statement.setLong(at + 3, put.version().epoch());
    statement.setLong(at + 4, put.version().sequence());
  }

  private static void key(PreparedStatement statement, int at, StoreWrite write)
      throws SQLException {
    statement.setString(at, write.key().namespace());
    statement.setString(at + 1, write.key().tenant());
    statement.setBytes(at + 2, KeyBytes.of(write.key()));
  }

  private static void version(PreparedStatement statement, int at, StoreWrite write)
      throws SQLException {
    statement.setLong(at, write.version().epoch());
    statement.setLong(at + 1, write.version().epoch());
    statement.setLong(at + 2, write.version().sequence());
  }

  @Override
  public CompletionStage<List<CacheKey>> keys(
      String tenant, String namespace, Optional<CacheKey> after, int limit) {
    return database.call(
        connection -> PlacedKeys.after(connection, tenant, namespace, after, limit));
  }

  @Override
  public CompletionStage<List<CacheKey>> keysByPosition(
      String tenant, String namespace, long from, long to, int limit, long now) {
    return places
        .complete(tenant, namespace)
        .thenCompose(
            done ->
                database.call(
                    connection ->
                        PlacedKeys.page(connection, tenant, namespace, from, to, limit, now)));
  }

  @Override
  public CompletionStage<Long> count(String tenant, String namespace, long now) {
    return database.call(connection -> PlacedKeys.count(connection, tenant, namespace, now));
  }

  @Override
  public CompletionStage<Integer> removeExpired(long now) {
    places.again();
    return database.call(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from kvcache_entry where expires_at <= ?")) {
            delete.setLong(1, now);
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public int maxValueBytes() {
    return MAX_VALUE_BYTES;
  }
}
