package io.blatam.bul.event;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.DocumentEvent;
import io.blatam.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tenant's events as they happen, from any node, without a gap and each once. The table is read;
 * the bus only says when. Thread-safe.
 */
public final class TenantEvents {

  private static final int BATCH = 200;

  /** The bus may lose a hint. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

  private final Platform platform;
  private final EventTable table;

  public TenantEvents(Platform platform) {
    this.platform = platform;
    this.table = new EventTable(platform.database());
  }

  /** Where the tenant's events stand now: what comes after is new. */
  public CompletionStage<Long> latest(String tenant) {
    return table.latest(tenant);
  }

  /**
   * Events after a position, without end; fails when the database can not be read.
   *
   * @param after empty for those that happen from now on
   * @param job only those about this job
   * @param bulk only those about this bulk and its jobs
   */
  public Source<TenantEvent, NotUsed> stream(
      String tenant, Optional<Long> after, Optional<String> job, Optional<String> bulk) {
    return Source.lazyCompletionStage(
            () ->
                after
                    .<CompletionStage<Long>>map(CompletableFuture::completedStage)
                    .orElseGet(() -> table.latest(tenant)))
        .flatMapConcat(start -> from(tenant, new AtomicLong(start), job, bulk))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  private Source<TenantEvent, NotUsed> from(
      String tenant, AtomicLong position, Optional<String> job, Optional<String> bulk) {
    return hints(tenant)
        .flatMapConcat(
            hint ->
                Source.unfoldAsync(
                    position,
                    at ->
                        table
                            .after(tenant, at.get(), job, bulk, BATCH)
                            .thenApply(events -> advanced(at, events))))
        .mapConcat(events -> events);
  }

  private static Optional<Pair<AtomicLong, List<TenantEvent>>> advanced(
      AtomicLong position, List<TenantEvent> events) {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    position.set(events.get(events.size() - 1).position());
    return Optional.of(Pair.create(position, events));
  }

  /** Many hints are as good as one. */
  private Source<String, NotUsed> hints(String tenant) {
    return platform
        .events()
        .source(DocumentEvent.class, 64)
        .filter(event -> event.tenant().equals(tenant))
        .map(event -> "told")
        .merge(
            Source.tick(Duration.ZERO, LOOK_ANYWAY, "look anyway")
                .mapMaterializedValue(ignored -> NotUsed.getInstance()))
        .conflate((before, next) -> next);
  }
}
