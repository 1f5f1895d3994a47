package io.blatam.platform.database;

import io.blatam.platform.StartupException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date at start. Every module puts its numbered files under {@code
 * db/migration/<module>}; they share one history, so a version is the date and a number from the
 * module's own hundred (platform 1-99, bul 100-199, agents 200-299, gamma 300-399, redundancy
 * 400-499, kvcache 500-599). Files of modules that grow side by side may arrive out of order. What
 * only PostgreSQL can do lies under {@code db/postgresql/<module>}, with versions of the same
 * count.
 */
final class Migrations {

  private Migrations() {}

  static void run(DataSource pool, DatabaseSettings settings) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(pool)
          .locations(locations(settings))
          .table("schema_history")
          .outOfOrder(true)
          .connectRetries(0)
          .load()
          .migrate();
    } catch (FlywayException failure) {
      String reason =
          Connecting.firstLine(failure) + ": " + Connecting.firstLine(Connecting.root(failure));
      throw new StartupException(
          "The tables in " + settings.printableUrl() + " can not be brought up to date: " + reason,
          failure);
    }
  }

  private static String[] locations(DatabaseSettings settings) {
    return settings.embedded()
        ? new String[] {"classpath:db/migration"}
        : new String[] {"classpath:db/migration", "classpath:db/postgresql"};
  }
}
