package io.blatam.platform.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Akka's journal, snapshots and event queries over the same database. Slick wants a pool of its
 * own, sized by {@code blatam.database.journal-connections}: a busy journal can then not starve the
 * tables, nor the other way round.
 */
public final class PersistenceConfig {

  private static final String SLICK = "akka-persistence-jdbc.shared-databases.slick.";

  private PersistenceConfig() {}

  /** The settings to lay under the operator's: plugins, profile, url, pool. */
  public static Config of(DatabaseSettings settings) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("akka.persistence.journal.plugin", "jdbc-journal");
    keys.put("akka.persistence.snapshot-store.plugin", "jdbc-snapshot-store");
    keys.put("jdbc-journal.use-shared-db", "slick");
    keys.put("jdbc-snapshot-store.use-shared-db", "slick");
    keys.put("jdbc-read-journal.use-shared-db", "slick");
    keys.put(
        SLICK + "profile",
        settings.embedded() ? "slick.jdbc.H2Profile$" : "slick.jdbc.PostgresProfile$");
    keys.put(SLICK + "db.url", settings.url());
    keys.put(SLICK + "db.user", settings.user());
    keys.put(SLICK + "db.password", settings.password());
    keys.put(SLICK + "db.driver", settings.embedded() ? "org.h2.Driver" : "org.postgresql.Driver");
    keys.put(SLICK + "db.poolName", "blatam-journal");
    keys.put(SLICK + "db.numThreads", settings.journalConnections());
    keys.put(SLICK + "db.maxConnections", settings.journalConnections());
    keys.put(SLICK + "db.minConnections", 1);
    keys.put(SLICK + "db.queueSize", 10_000);
    keys.put(SLICK + "db.connectionTimeout", settings.connectTimeout().toMillis());
    keys.put(SLICK + "db.validationTimeout", Math.min(settings.connectTimeout().toMillis(), 2_000));
    return ConfigFactory.parseMap(keys, "blatam.database");
  }
}
