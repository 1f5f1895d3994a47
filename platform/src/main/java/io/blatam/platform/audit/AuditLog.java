package io.blatam.platform.audit;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.pattern.Patterns;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only record of who did what. {@link #record} never blocks and never fails: entries are
 * written in batches, behind the caller's back, and survive a database that is away for a while and
 * an orderly shutdown. What does not fit into the buffer is written to the log instead. A killed
 * process loses what it had not written yet, about the last tenth of a second. Thread-safe.
 */
public final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final AuditTable table;
  private final BoundedSourceQueue<AuditEntry> waiting;

  private AuditLog(AuditTable table, BoundedSourceQueue<AuditEntry> waiting) {
    this.table = table;
    this.waiting = waiting;
  }

  public static AuditLog start(AuditSettings settings, Database database, ActorSystem<?> system) {
    AuditTable table = new AuditTable(database);
    var writer =
        Source.<AuditEntry>queue(settings.buffer())
            .groupedWithin(settings.batch(), LINGER)
            .mapAsync(1, batch -> append(table, batch, system))
            .toMat(Sink.ignore(), Keep.both())
            .run(system);
    BoundedSourceQueue<AuditEntry> waiting = writer.first();
    CompletionStage<Done> written = writer.second();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "write-audit-log",
            () -> {
              waiting.complete();
              return written;
            });
    return new AuditLog(table, waiting);
  }

  public void record(AuditEntry entry) {
    if (waiting.offer(entry) != QueueOfferResult.enqueued()) {
      LOG.warn("audit entry not stored, too many wait: {}", entry);
    }
  }

  /**
   * A tenant's entries, newest first. {@code before} is the {@code next} of the page before, empty
   * for the first.
   */
  public CompletionStage<AuditPage> page(String tenant, OptionalLong before, int size) {
    return table.page(tenant, before, size);
  }

  /**
   * Tries for as long as the database is away; entries that it refuses for another reason go to the
   * log.
   */
  private static CompletionStage<Integer> append(
      AuditTable table, List<AuditEntry> batch, ActorSystem<?> system) {
    return Patterns.retry(
        () -> table.append(batch).handle((rows, failure) -> written(batch, rows, failure)),
        Integer.MAX_VALUE,
        RETRY,
        system.classicSystem());
  }

  private static int written(List<AuditEntry> batch, Integer rows, Throwable failure) {
    if (failure == null) {
      return rows;
    }
    if (failure instanceof DatabaseUnavailableException away) {
      throw away;
    }
    LOG.error("audit entries not stored: {}", batch, failure);
    return 0;
  }
}
