package io.blatam.platform.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL server a JVM, started when first asked for and stopped with the JVM. */
public final class ScratchPostgres {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private ScratchPostgres() {}

  /** JDBC url of a new, empty database. User {@code postgres}, no password. */
  public static String newDatabase() {
    String name = "scratch_" + NUMBER.incrementAndGet();
    try (var connection = Server.ONE.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return "jdbc:postgresql://localhost:" + Server.ONE.getPort() + "/" + name;
  }

  private static final class Server {
    private static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
