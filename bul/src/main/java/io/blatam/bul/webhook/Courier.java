package io.blatam.bul.webhook;

import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due. A slow receiver holds up nobody but itself: each webhook has its own few
 * deliveries under way. Events of one job reach a webhook in their order, because a later one is
 * not due while an earlier one is pending. A delivery whose outcome could not be written down is
 * made again, so receivers may see an event twice, under the same id.
 */
final class Courier implements Rounds.Round {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Platform platform;
  private final WebhookSettings settings;
  private final WebhookTable webhooks;
  private final DeliveryTable deliveries;
  private final Sender sender;
  private final Secrets secrets;
  private final Runnable poke;
  private Instant sweptAt = Instant.EPOCH;

  /** Guarded by this. */
  private final Map<String, Set<String>> underWay = new HashMap<>();

  /**
   * @param poke asks for another round
   */
  Courier(
      Platform platform, WebhookSettings settings, Sender sender, Secrets secrets, Runnable poke) {
    this.platform = platform;
    this.settings = settings;
    this.webhooks = new WebhookTable(platform.database());
    this.deliveries = new DeliveryTable(platform.database());
    this.sender = sender;
    this.secrets = secrets;
    this.poke = poke;
  }

  @Override
  public CompletionStage<Boolean> run() {
    Instant now = platform.clock().instant();
    return sweep(now)
        .thenCompose(swept -> deliveries.due(now))
        .thenCompose(
            ids -> {
              CompletionStage<Void> all = CompletableFuture.completedStage(null);
              for (String id : ids) {
                all = all.thenCompose(before -> deliverTo(id, now));
              }
              return all;
            })
        .thenApply(begun -> false);
  }

  private CompletionStage<Void> deliverTo(String webhookId, Instant now) {
    Set<String> busy = busy(webhookId);
    int free = Math.min(settings.atOnceEach() - busy.size(), settings.atOnce() - countUnderWay());
    if (free <= 0) {
      return CompletableFuture.completedStage(null);
    }
    return webhooks
        .find(webhookId)
        .thenCompose(
            webhook ->
                webhook.isEmpty()
                    ? CompletableFuture.<Void>completedStage(null)
                    : deliveries
                        .due(webhookId, now, free + busy.size())
                        .thenAccept(
                            due ->
                                due.stream()
                                    .filter(delivery -> !busy.contains(delivery.id()))
                                    .limit(free)
                                    .forEach(delivery -> deliver(webhook.get(), delivery))));
  }

  private void deliver(Webhook webhook, Delivery delivery) {
    begun(delivery);
    Instant at = platform.clock().instant();
    long started = System.nanoTime();
    byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
    sender
        .post(
            webhook.url(),
            Map.of(
                "webhook-id",
                delivery.eventId(),
                "webhook-timestamp",
                Long.toString(at.getEpochSecond()),
                "webhook-signature",
                secrets.sign(webhook, delivery.eventId(), at, body, settings.overlap())),
            body)
        .thenCompose(answer -> record(webhook, delivery, at, started, answer))
        .whenComplete(
            (recorded, failure) -> {
              if (failure != null) {
                LOG.warn(
                    "what came of delivery {} is not written, it is made again: {}",
                    delivery.id(),
                    failure.getMessage());
              }
              ended(delivery);
              if (failure == null) {
                poke.run();
              }
            });
  }

  private CompletionStage<Integer> record(
      Webhook webhook, Delivery delivery, Instant at, long started, Answer answer) {
    Delivery after =
        after(
            delivery,
            new Delivery.Attempt(
                at,
                (System.nanoTime() - started) / 1_000_000,
                answer.status(),
                answer.snippet(),
                answer.error()),
            answer);
    if (after.state() == Delivery.State.DEAD) {
      LOG.warn(
          "webhook {} of tenant {}: delivery {} of {} is dead after {} attempts: {}",
          webhook.id(),
          webhook.tenant(),
          delivery.id(),
          delivery.type().id(),
          after.attempts(),
          answer.error().orElse(""));
    }
    CompletionStage<Integer> written = deliveries.record(after);
    return answer.gone()
        ? written.thenCompose(
            rows ->
                webhooks.disable(
                    webhook.id(), "the receiver answered 410: it wants nothing any more"))
        : written;
  }

  private Delivery after(Delivery delivery, Delivery.Attempt attempt, Answer answer) {
    int attempts = delivery.attempts() + 1;
    Instant next =
        platform
            .clock()
            .instant()
            .plus(
                settings
                    .retry()
                    .delay(
                        attempts, ThreadLocalRandom.current().nextDouble(), answer.retryAfter()));
    boolean dead = answer.gone() || !next.isBefore(delivery.giveUpAt());
    Delivery.State state =
        answer.received()
            ? Delivery.State.DELIVERED
            : dead ? Delivery.State.DEAD : Delivery.State.PENDING;
    return new Delivery(
        delivery.id(),
        delivery.webhookId(),
        delivery.eventId(),
        delivery.jobId(),
        delivery.type(),
        delivery.position(),
        delivery.payload(),
        state,
        attempts,
        delivery.createdAt(),
        state == Delivery.State.PENDING ? next : delivery.nextAt(),
        delivery.giveUpAt(),
        Optional.of(attempt));
  }

  private CompletionStage<Integer> sweep(Instant now) {
    if (now.isBefore(sweptAt.plus(SWEEP))) {
      return CompletableFuture.completedStage(0);
    }
    sweptAt = now;
    return deliveries
        .bury(now)
        .thenCompose(buried -> deliveries.forget(now.minus(settings.keep())));
  }

  private synchronized Set<String> busy(String webhookId) {
    return new HashSet<>(underWay.getOrDefault(webhookId, Set.of()));
  }

  private synchronized int countUnderWay() {
    return underWay.values().stream().mapToInt(Set::size).sum();
  }

  private synchronized void begun(Delivery delivery) {
    underWay.computeIfAbsent(delivery.webhookId(), id -> new HashSet<>()).add(delivery.id());
  }

  private synchronized void ended(Delivery delivery) {
    underWay.computeIfPresent(
        delivery.webhookId(),
        (id, ids) -> {
          ids.remove(delivery.id());
          return ids.isEmpty() ? null : ids;
        });
  }
}
