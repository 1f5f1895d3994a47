package io.blatam.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.blatam.platform.StartupException;

/** Opens the pool, and turns what can go wrong at start into one line that says what to change. */
final class Connecting {

  private Connecting() {}

  static HikariDataSource pool(DatabaseSettings settings) {
    if (settings.embedded() && System.getProperty("h2.bindAddress") == null) {
      // A shared embedded file is served over TCP, and H2 would listen on every interface.
      System.setProperty("h2.bindAddress", "127.0.0.1");
    }
    long timeout = settings.connectTimeout().toMillis();
    HikariConfig config = new HikariConfig();
    config.setPoolName("blatam");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(timeout);
    config.setValidationTimeout(Math.min(timeout, 2_000));
    config.setInitializationFailTimeout(timeout);
    config.setKeepaliveTime(60_000);
    if (!settings.embedded()) {
      String seconds = String.valueOf(Math.max(1, timeout / 1_000));
      config.addDataSourceProperty("connectTimeout", seconds);
      config.addDataSourceProperty("loginTimeout", seconds);
      config.addDataSourceProperty("ApplicationName", "blatam");
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException failure) {
      throw new StartupException(explain(settings, root(failure)), failure);
    }
  }

  private static String explain(DatabaseSettings settings, Throwable cause) {
    String reason = firstLine(cause);
    if (settings.embedded()) {
      return "The embedded database "
          + settings.printableUrl()
          + " can not be opened ("
          + reason
          + "). Is Blatam already running on this data directory? Then stop it, or set blatam.database.shared-file = on.";
    }
    return "The database "
        + settings.printableUrl()
        + " can not be reached ("
        + reason
        + "). Start it, or correct blatam.database.url, user and password.";
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .strip()
        .lines()
        .findFirst()
        .orElse("no reason given");
  }

  static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }
}
