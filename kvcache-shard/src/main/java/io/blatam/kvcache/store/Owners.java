package io.blatam.kvcache.store;

import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The rows that say who may write: one a segment and namespace. Whoever writes locks the row first,
 * until the end of the transaction, so that of all who write to a segment one comes after the
 * other.
 */
final class Owners {

  /** Versions of steps that were withdrawn have this sequence at most. */
  private record Row(long epoch, long withdrawn) {}

  private Owners() {}

  static long claim(Connection connection, String namespace, int segment) throws SQLException {
    while (true) {
      long epoch = nextEpoch(connection);
      if (claimed(connection, namespace, segment, epoch)) {
        return epoch;
      }
    }
  }

  private static long nextEpoch(Connection connection) throws SQLException {
    return Sql.query(connection, row -> row.getLong(1), "select nextval('kvcache_epoch')").get(0);
  }

  private static boolean claimed(Connection connection, String namespace, int segment, long epoch)
      throws SQLException {
    int updated =
        Sql.update(
            connection,
            "update kvcache_owner set epoch = ?, withdrawn = 0"
                + " where namespace = ? and segment = ? and epoch < ?",
            epoch,
            namespace,
            segment,
            epoch);
    return updated == 1
        || Sql.update(
                connection,
                "insert into kvcache_owner (namespace, segment, epoch) values (?, ?, ?)"
                    + " on conflict do nothing",
                namespace,
                segment,
                epoch)
            == 1;
  }

  /**
   * @throws StoreFencedException when the claim is not the segment's last
   */
  static void lock(Connection connection, String namespace, int segment, long epoch)
      throws SQLException {
    locked(connection, namespace, segment, epoch);
  }

  /**
   * @throws StoreFencedException when the claim is not the segment's last, or the version is
   *     withdrawn
   */
  static void lock(Connection connection, String namespace, int segment, Version version)
      throws SQLException {
    Row row = locked(connection, namespace, segment, version.epoch());
    if (version.sequence() <= row.withdrawn()) {
      throw StoreFencedException.withdrawn(namespace, segment);
    }
  }

  private static Row locked(Connection connection, String namespace, int segment, long epoch)
      throws SQLException {
    Row row = select(connection, namespace, segment);
    if (row.epoch() != epoch) {
      throw new StoreFencedException(namespace, segment, epoch);
    }
    return row;
  }

  private static Row select(Connection connection, String namespace, int segment)
      throws SQLException {
    return Sql.first(
            connection,
            row -> new Row(row.getLong(1), row.getLong(2)),
            "select epoch, withdrawn from kvcache_owner"
                + " where namespace = ? and segment = ? for update",
            namespace,
            segment)
        .orElse(new Row(0, 0));
  }

  /**
   * @throws StoreFencedException when the version's claim is not the segment's last
   */
  static void withdraw(Connection connection, String namespace, int segment, Version version)
      throws SQLException {
    Row row = locked(connection, namespace, segment, version.epoch());
    Sql.update(
        connection,
        "update kvcache_owner set withdrawn = ? where namespace = ? and segment = ?",
        Math.max(row.withdrawn(), version.sequence()),
        namespace,
        segment);
  }
}
