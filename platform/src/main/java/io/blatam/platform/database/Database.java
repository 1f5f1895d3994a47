package io.blatam.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.blatam.platform.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The process's database: one pool of connections and one bounded pool of threads that may block on
 * them. Thread-safe. Results complete on a blocking thread, so continuations must be short or name
 * an executor of their own.
 */
public final class Database implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final HikariDataSource pool;
  private final ThreadPoolExecutor threads;
  private final DiskReserve reserve;
  private final boolean embedded;

  private Database(
      HikariDataSource pool, ThreadPoolExecutor threads, DiskReserve reserve, boolean embedded) {
    this.pool = pool;
    this.threads = threads;
    this.reserve = reserve;
    this.embedded = embedded;
  }

  /**
   * Connects and brings the schema up to date.
   *
   * @throws StartupException with one line for the operator if the database can not be reached or
   *     migrated
   */
  public static Database open(DatabaseSettings settings) {
    HikariDataSource pool = Connecting.pool(settings);
    try {
      Migrations.run(pool, settings);
    } catch (RuntimeException failure) {
      pool.close();
      throw failure;
    }
    return new Database(
        pool,
        blockingThreads(settings),
        new DiskReserve(settings.folder(), settings.diskReserve()),
        settings.embedded());
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Whether it is H2, in this process, and not PostgreSQL. */
  public boolean embedded() {
    return embedded;
  }

  /** What has to stay free on its disk. */
  public DiskReserve reserve() {
    return reserve;
  }

  /**
   * The bounded pool for blocking calls. Refuses with {@link RejectedExecutionException} when full.
   */
  public Executor executor() {
    return threads;
  }

  /** Runs work on one connection in auto-commit mode: each statement stands for itself. */
  public <T> CompletionStage<T> call(SqlFunction<Connection, T> work) {
    return submit(
        () -> {
          try (Connection connection = pool.getConnection()) {
            return work.apply(connection);
          }
        });
  }

  /**
   * Runs work in one transaction: all of it or nothing. Work that lost against a concurrent
   * transaction (a deadlock, a serialization failure) is run again from its beginning, so it must
   * have no effect outside the database.
   */
  public <T> CompletionStage<T> transaction(SqlFunction<Connection, T> work) {
    return submit(
        () -> {
          for (int attempt = 1; ; attempt++) {
            try {
              return once(work);
            } catch (SQLException failure) {
              if (attempt == ATTEMPTS || !DatabaseException.lostRace(failure)) {
                throw failure;
              }
            }
          }
        });
  }

  private <T> T once(SqlFunction<Connection, T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        rollback(connection, failure);
        throw failure;
      }
    }
  }

  private static void rollback(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }

  private <T> CompletionStage<T> submit(Blocking<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              result.complete(work.run());
            } catch (SQLException failure) {
              result.completeExceptionally(DatabaseException.of(failure));
            } catch (Throwable failure) {
              result.completeExceptionally(failure);
            }
          });
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(
          new DatabaseUnavailableException("too much work waits for the database", full));
    }
    return result;
  }

  /** Finishes what was accepted, then closes the pool. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    pool.close();
  }

  private static ThreadPoolExecutor blockingThreads(DatabaseSettings settings) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            settings.connections(),
            settings.connections(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.waiting()),
            task -> {
              Thread thread = new Thread(task, "blatam-database-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @FunctionalInterface
  private interface Blocking<T> {
    T run() throws SQLException;
  }
}
