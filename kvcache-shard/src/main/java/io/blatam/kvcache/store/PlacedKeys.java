package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions to the table about a namespace's keys, without their values. */
final class PlacedKeys {

  private PlacedKeys() {}

  /** In the order of their bytes. */
  static List<CacheKey> after(
      Connection connection, String tenant, String namespace, Optional<CacheKey> after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select entry_key from kvcache_entry where namespace = ? and tenant = ?"
                + (after.isPresent() ? " and entry_key > ?" : "")
                + " order by entry_key limit "
                + limit)) {
      select.setString(1, namespace);
      select.setString(2, tenant);
      if (after.isPresent()) {
        select.setBytes(3, KeyBytes.of(after.get()));
      }
      return keys(select, tenant, namespace);
    }
  }

  /** In the order of their places: so many, and all that share the place of the last. */
  static List<CacheKey> page(
      Connection connection,
      String tenant,
      String namespace,
      long from,
      long to,
      int limit,
      long now)
      throws SQLException {
    List<CacheKey> some = from(connection, tenant, namespace, from, to, limit, now);
    if (some.size() < limit) {
      return some;
    }
    long last = some.get(some.size() - 1).position();
    Set<CacheKey> all = new LinkedHashSet<>(some);
    all.addAll(from(connection, tenant, namespace, last, last + 1, Integer.MAX_VALUE, now));
    return List.copyOf(all);
  }

  private static List<CacheKey> from(
      Connection connection,
      String tenant,
      String namespace,
      long from,
      long to,
      int limit,
      long now)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            // In the order of all of the index's columns, or H2 does not see that it need not sort.
            "select entry_key from kvcache_entry where namespace = ? and tenant = ?"
                + " and place >= ? and place < ? and expires_at > ?"
                + " order by namespace, tenant, place limit ?")) {
      select.setString(1, namespace);
      select.setString(2, tenant);
      select.setLong(3, from);
      select.setLong(4, to);
      select.setLong(5, now);
      select.setInt(6, limit);
      return keys(select, tenant, namespace);
    }
  }

  private static List<CacheKey> keys(PreparedStatement select, String tenant, String namespace)
      throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<CacheKey> keys = new ArrayList<>();
      while (rows.next()) {
        keys.add(KeyBytes.key(tenant, namespace, rows.getBytes(1)));
      }
      return keys;
    }
  }

  static long count(Connection connection, String tenant, String namespace, long now)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from kvcache_entry where namespace = ? and tenant = ?"
                + " and expires_at > ?")) {
      select.setString(1, namespace);
      select.setString(2, tenant);
      select.setLong(3, now);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
