package io.blatam.platform.identity;

import akka.actor.typed.ActorSystem;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose tokens are refused although they have not ended: a table that every node reads again every
 * few seconds. When it can not be read, what was read last goes on to count. Thread-safe.
 */
public final class Revocations {

  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

  private final Database database;
  private final AtomicLong turns = new AtomicLong();
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Read read;

  /**
   * @param turn of the reading; a later one knows more, whichever is answered first
   */
  private record Read(long turn, Set<String> subjects) {}

  private Revocations(Database database, Read read) {
    this.database = database;
    this.read = read;
  }

  /** As they are now: no door opens before they are known. */
  public static Revocations load(Database database) {
    Set<String> subjects = database.call(Revocations::select).toCompletableFuture().join();
    return new Revocations(database, new Read(0, subjects));
  }

  /** Begins to learn what other nodes revoked. */
  public void follow(ActorSystem<?> system, Duration interval) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            interval, interval, this::readUnlessReading, system.executionContext());
  }

  /** A database that does not answer is asked once at a time. */
  private void readUnlessReading() {
    if (reading.compareAndSet(false, true)) {
      refresh()
          .whenComplete(
              (done, failure) -> {
                reading.set(false);
                if (failure != null) {
                  LOG.warn("revoked accounts not read: {}", failure.getMessage());
                }
              });
    }
  }

  public boolean contains(String subject) {
    return read.subjects().contains(subject);
  }

  /** Reads what is revoked now; whoever changed it calls this to have it count here at once. */
  public CompletionStage<Void> refresh() {
    long turn = turns.incrementAndGet();
    return database
        .call(Revocations::select)
        .thenAccept(subjects -> latest(new Read(turn, subjects)));
  }

  private synchronized void latest(Read now) {
    if (now.turn() > read.turn()) {
      read = now;
    }
  }

  private static Set<String> select(Connection connection) throws SQLException {
    return Set.copyOf(
        Sql.query(connection, row -> row.getString(1), "select subject from revoked_subject"));
  }

  /** Revokes all tokens of {@code subject}, or takes that back, as part of a transaction. */
  public static void write(Connection connection, String subject, boolean revoked)
      throws SQLException {
    Sql.update(connection, "delete from revoked_subject where subject = ?", subject);
    if (revoked) {
      Sql.update(connection, "insert into revoked_subject (subject) values (?)", subject);
    }
  }
}
