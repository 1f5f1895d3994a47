package io.blatam.bul.webhook;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.event.EventType;
import io.blatam.bul.event.Outbox;
import io.blatam.bul.event.TenantEvent;
import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * A tenant's webhooks, from any node. Another tenant's is answered as if it did not exist.
 * Thread-safe. Stages fail with a {@link io.blatam.platform.http.ProblemException} that says what
 * to change.
 */
public final class Webhooks {

  private final Platform platform;
  private final WebhookSettings settings;
  private final WebhookTable table;
  private final DeliveryTable deliveries;
  private final Secrets secrets;
  private final ActorRef<Rounds.Command> courier;

  /** A webhook together with its secret, which is shown this once. */
  public record WithSecret(Webhook webhook, String secret) {}

  /** Some deliveries, and where the next page begins. */
  public record Page(List<Delivery> deliveries, Optional<String> next) {}

  private Webhooks(Platform platform, Resolution.Names names) {
    this.platform = platform;
    this.settings = WebhookSettings.of(platform.config());
    this.table = new WebhookTable(platform.database());
    this.deliveries = new DeliveryTable(platform.database());
    this.secrets = new Secrets(platform.identity().macKey("webhooks"));
    Sender sender = new Sender(platform.system(), settings, names);
    this.courier =
        Rounds.start(
            platform,
            "bul-webhook-courier",
            settings.every(),
            () -> new Courier(platform, settings, sender, secrets, this::wakeCourier));
  }

  /** With the courier of the cluster, which this node may be the one to run. */
  public static Webhooks start(Platform platform) {
    return new Webhooks(platform, Resolution.Names.OF_SYSTEM);
  }

  static Webhooks start(Platform platform, Resolution.Names names) {
    return new Webhooks(platform, names);
  }

  /** Makes deliveries of events; part of the transaction that gives the events their places. */
  public void on(Connection connection, List<TenantEvent> events) throws SQLException {
    DeliveryTable.fanOut(
        connection, events, platform.clock().instant(), settings.retry().giveUpAfter());
  }

  /** There is something to deliver. */
  public void wakeCourier() {
    courier.tell(new Rounds.Poke());
  }

  public CompletionStage<WithSecret> create(
      Principal caller, WebhookChange asked, String requestId) {
    String url =
        asked.url().orElseThrow(() -> Problem.validation("url", "is required").asException());
    Target.of(url, settings);
    Instant now = platform.now();
    Webhook webhook =
        new Webhook(
            UUID.randomUUID().toString(),
            caller.tenant(),
            url,
            asked.eventTypes().orElse(Set.of()),
            asked.description().orElse(""),
            asked.enabled().orElse(true),
            Optional.empty(),
            1,
            now,
            caller.subject(),
            now);
    return table
        .insert(webhook, settings.perTenant())
        .thenApply(
            done -> {
              if (!done) {
                throw Problem.conflict(
                        "There are "
                            + settings.perTenant()
                            + " webhooks already, as many as blatam.bul.webhooks.per-tenant"
                            + " allows; delete one.")
                    .asException();
              }
              audit(caller, "webhook.created", webhook.id(), requestId);
              return new WithSecret(webhook, secrets.of(webhook));
            });
  }

  public CompletionStage<List<Webhook>> list(String tenant) {
    return table.list(tenant);
  }

  public CompletionStage<Webhook> find(String tenant, String id) {
    return table.find(tenant, id).thenApply(found -> found.orElseThrow(() -> unknown(id)));
  }

  public CompletionStage<Webhook> change(
      Principal caller, String id, WebhookChange change, String requestId) {
    change.url().ifPresent(url -> Target.of(url, settings));
    return table
        .change(caller.tenant(), id, change)
        .thenApply(
            changed -> {
              Webhook now = changed.orElseThrow(() -> unknown(id));
              audit(caller, "webhook.changed", id, requestId);
              wakeCourier();
              return now;
            });
  }

  /** The new secret signs at once, and for a while the old one beside it. */
  public CompletionStage<WithSecret> rotate(Principal caller, String id, String requestId) {
    return table
        .rotate(caller.tenant(), id, platform.now())
        .thenApply(
            rotated -> {
              Webhook webhook = rotated.orElseThrow(() -> unknown(id));
              audit(caller, "webhook.secret-rotated", id, requestId);
              return new WithSecret(webhook, secrets.of(webhook));
            });
  }

  public CompletionStage<Void> delete(Principal caller, String id, String requestId) {
    return table
        .delete(caller.tenant(), id)
        .thenAccept(
            gone -> {
              if (!gone) {
                throw unknown(id);
              }
              audit(caller, "webhook.deleted", id, requestId);
            });
  }

  /** Sends a test event; the delivery as it is before it was tried. */
  public CompletionStage<Delivery> test(String tenant, String id) {
    Instant now = platform.now();
    String eventId = "evt_test_" + UUID.randomUUID();
    ObjectNode data = Json.mapper().createObjectNode().put("webhook", id);
    String payload = Outbox.payload(eventId, EventType.WEBHOOK_TEST, now, data);
    return enabled(tenant, id)
        .thenCompose(
            webhook ->
                deliveries.add(
                    id,
                    eventId,
                    EventType.WEBHOOK_TEST,
                    payload,
                    now,
                    settings.retry().giveUpAfter()))
        .thenCompose(delivery -> deliveries.find(id, delivery))
        .thenApply(
            delivery -> {
              wakeCourier();
              return delivery.orElseThrow();
            });
  }

  /** Latest events first. */
  public CompletionStage<Page> deliveries(
      String tenant,
      String id,
      Optional<Delivery.State> state,
      Optional<String> cursor,
      int limit) {
    Optional<DeliveryCursor> before = cursor.map(DeliveryCursor::read);
    return find(tenant, id)
        .thenCompose(webhook -> deliveries.list(id, state, before, limit + 1))
        .thenApply(
            found ->
                found.size() <= limit
                    ? new Page(found, Optional.empty())
                    : new Page(
                        found.subList(0, limit),
                        Optional.of(DeliveryCursor.of(found.get(limit - 1)).text())));
  }

  public CompletionStage<Delivery> delivery(String tenant, String id, String deliveryId) {
    return find(tenant, id)
        .thenCompose(webhook -> deliveries.find(id, deliveryId))
        .thenApply(found -> found.orElseThrow(() -> unknownDelivery(deliveryId)));
  }

  /** Sends an event once more, under its old id, whatever became of it before. */
  public CompletionStage<Delivery> redeliver(String tenant, String id, String deliveryId) {
    return enabled(tenant, id)
        .thenCompose(
            webhook ->
                deliveries.again(id, deliveryId, platform.now(), settings.retry().giveUpAfter()))
        .thenCompose(
            there -> {
              wakeCourier();
              return delivery(tenant, id, deliveryId);
            });
  }

  private CompletionStage<Webhook> enabled(String tenant, String id) {
    return find(tenant, id)
        .thenApply(
            webhook -> {
              if (!webhook.enabled()) {
                throw Problem.conflict("The webhook is switched off; set enabled to true first.")
                    .asException();
              }
              return webhook;
            });
  }

  private void audit(Principal caller, String action, String id, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(platform.clock().instant(), caller, action, id, requestId));
  }

  private static RuntimeException unknown(String id) {
    return Problem.notFound("There is no webhook " + Problem.printable(id) + ".").asException();
  }

  private static RuntimeException unknownDelivery(String id) {
    return Problem.notFound("The webhook has no delivery " + Problem.printable(id) + ".")
        .asException();
  }
}
