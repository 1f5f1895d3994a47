package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * How the table is asked for several keys at once: what is fast on one database is slow on the
 * other. Its rows are tenant, key, value, cost and end of those keys that are there.
 */
enum KeysQuestion {

  /**
   * Each key with its namespace and its tenant: asked for a list of keys of one namespace, H2 reads
   * all that the namespace has.
   */
  BY_ROWS {
    @Override
    String sql(int keys) {
      return COLUMNS
          + " where (namespace, tenant, entry_key) in ((?, ?, ?)"
          + ", (?, ?, ?)".repeat(asked(keys) - 1)
          + ")";
    }

    @Override
    void bind(PreparedStatement select, String namespace, List<CacheKey> keys) throws SQLException {
      int asked = asked(keys.size());
      for (int i = 0; i < asked; i++) {
        CacheKey key = keys.get(Math.min(i, keys.size() - 1));
        select.setString(3 * i + 1, namespace);
        select.setString(3 * i + 2, key.tenant());
        select.setBytes(3 * i + 3, KeyBytes.of(key));
      }
    }

    /** Powers of two, so that the database sees few different statements. */
    private static int asked(int keys) {
      return Integer.highestOneBit(keys * 2 - 1);
    }
  },

  /**
   * The keys as two arrays, so that PostgreSQL sees one statement for however many; rows are a
   * condition of as many branches to it. Limited, so that it looks them up one by one: what is
   * merely joined it may take for less work to find in the whole namespace, and go on thinking so.
   */
  BY_LIST {
    @Override
    String sql(int keys) {
      return "select found.* from unnest(?, ?) as asked (tenant, entry_key), lateral ("
          + COLUMNS
          + " where namespace = ? and tenant = asked.tenant and entry_key = asked.entry_key"
          + " limit 1) as found";
    }

    @Override
    void bind(PreparedStatement select, String namespace, List<CacheKey> keys) throws SQLException {
      Connection connection = select.getConnection();
      String[] tenants = keys.stream().map(CacheKey::tenant).toArray(String[]::new);
      byte[][] names = keys.stream().map(KeyBytes::of).toArray(byte[][]::new);
      select.setArray(1, connection.createArrayOf("varchar", tenants));
      select.setArray(2, connection.createArrayOf("bytea", names));
      select.setString(3, namespace);
    }
  };

  private static final String COLUMNS =
      "select tenant, entry_key, entry_value, cost_millis, expires_at from kvcache_entry";

  static KeysQuestion of(Database database) {
    return database.embedded() ? BY_ROWS : BY_LIST;
  }

  /**
   * @param keys how many, at least one
   */
  abstract String sql(int keys);

  /**
   * @param select the statement of {@link #sql} for so many keys
   * @param keys all of the namespace
   */
  abstract void bind(PreparedStatement select, String namespace, List<CacheKey> keys)
      throws SQLException;
}
