package io.blatam.bul.store;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes of one kind, one transaction at a time: what comes while one is on its way goes together
 * into the next (group commit, DeWitt et al. 1984). Who is alone waits for nobody; under load the
 * cost of a commit is shared. Each is answered when its own write is durable, and one that the
 * database refuses does not take the others of its transaction with it. Thread-safe.
 */
final class GroupCommit<T, R> {

  /** Writes all of them; outcomes in the same order. May be run again from its beginning. */
  @FunctionalInterface
  interface Work<T, R> {
    List<R> write(Connection connection, List<T> items) throws SQLException;
  }

  private record Waiting<T, R>(T item, CompletableFuture<R> outcome) {}

  private final Database database;
  private final int most;
  private final Work<T, R> work;
  private final Deque<Waiting<T, R>> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param most items a transaction
   */
  GroupCommit(Database database, int most, Work<T, R> work) {
    this.database = database;
    this.most = most;
    this.work = work;
  }

  CompletionStage<R> write(T item) {
    Waiting<T, R> next = new Waiting<>(item, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(next);
      if (writing) {
        return next.outcome();
      }
      writing = true;
    }
    writeWaiting();
    return next.outcome();
  }

  private void writeWaiting() {
    List<Waiting<T, R>> batch = new ArrayList<>();
    synchronized (this) {
      while (batch.size() < most && !waiting.isEmpty()) {
        batch.add(waiting.poll());
      }
      if (batch.isEmpty()) {
        writing = false;
        return;
      }
    }
    together(batch)
        .whenComplete(
            (outcomes, failure) -> {
              if (failure == null) {
                // The next transaction need not wait for those who hear of this one.
                writeWaiting();
                for (int at = 0; at < batch.size(); at++) {
                  batch.get(at).outcome().complete(outcomes.get(at));
                }
              } else if (batch.size() == 1 || failure instanceof DatabaseUnavailableException) {
                writeWaiting();
                batch.forEach(each -> each.outcome().completeExceptionally(failure));
              } else {
                oneByOne(batch).whenComplete((done, never) -> writeWaiting());
              }
            });
  }

  private CompletionStage<List<R>> together(List<Waiting<T, R>> batch) {
    List<T> items = batch.stream().map(Waiting::item).toList();
    return database.transaction(connection -> work.write(connection, items));
  }

  /** So that only those fail that the database refuses. */
  private CompletionStage<Void> oneByOne(List<Waiting<T, R>> batch) {
    CompletionStage<Void> done = CompletableFuture.completedStage(null);
    for (Waiting<T, R> each : batch) {
      done =
          done.thenCompose(
              before ->
                  together(List.of(each))
                      .handle(
                          (outcomes, failure) -> {
                            if (failure == null) {
                              each.outcome().complete(outcomes.get(0));
                            } else {
                              each.outcome().completeExceptionally(failure);
                            }
                            return null;
                          }));
    }
    return done;
  }
}
