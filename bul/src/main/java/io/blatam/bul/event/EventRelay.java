package io.blatam.bul.event;

import io.blatam.bul.api.DocumentEvent;
import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes events from the outbox into their order, hands them to their subscribers in the same
 * transaction, and then says on the bus that they are there.
 */
public final class EventRelay implements Rounds.Round {

  private static final int BATCH = 200;

  private final Platform platform;
  private final EventTable table;
  private final EventTable.Subscribers subscribers;
  private final Runnable placed;
  private final EventSettings settings;
  private Instant sweptAt = Instant.EPOCH;

  /**
   * @param placed run after events got their places
   */
  public EventRelay(Platform platform, EventTable.Subscribers subscribers, Runnable placed) {
    this.platform = platform;
    this.table = new EventTable(platform.database());
    this.subscribers = subscribers;
    this.placed = placed;
    this.settings = EventSettings.of(platform.config());
  }

  @Override
  public CompletionStage<Boolean> run() {
    return sweep()
        .thenCompose(swept -> table.place(BATCH, subscribers))
        .thenApply(
            events -> {
              tell(events);
              return events.size() == BATCH;
            });
  }

  private void tell(List<TenantEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    placed.run();
    events.forEach(
        event ->
            platform
                .events()
                .publish(
                    new DocumentEvent(
                        event.tenant(),
                        event.at(),
                        event.position(),
                        event.id(),
                        event.type().id(),
                        event.jobId(),
                        event.bulkId())));
  }

  private CompletionStage<Integer> sweep() {
    Instant now = platform.clock().instant();
    if (now.isBefore(sweptAt.plus(settings.sweep()))) {
      return CompletableFuture.completedStage(0);
    }
    sweptAt = now;
    return table.forget(now.minus(settings.keep()));
  }
}
