package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.webhook.Delivery;
import io.blatam.bul.webhook.Webhook;
import io.blatam.bul.webhook.WebhookChange;
import io.blatam.bul.webhook.Webhooks;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** {@code /api/v1/bul/webhooks}. */
public final class WebhookRoutes {

  private static final String WEBHOOKS = "/api/v1/bul/webhooks";

  private final Webhooks webhooks;
  private final Identity identity;

  public WebhookRoutes(Webhooks webhooks, Identity identity) {
    this.webhooks = webhooks;
    this.identity = identity;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("webhooks"),
        () -> identity.requiring(Scopes.DOCUMENTS, this::ofTenant));
  }

  private Route ofTenant(Principal caller) {
    return new OwnThings<>(WEBHOOKS, WebhookChange.class, new Desk())
        .routes(
            caller,
            id ->
                concat(
                    path("rotate-secret", () -> post(() -> rotate(caller, id))),
                    path(
                        "test",
                        () ->
                            post(
                                () ->
                                    onSuccess(webhooks.test(caller.tenant(), id), this::accepted))),
                    pathPrefix("deliveries", () -> deliveries(caller, id))));
  }

  /** A new one is shown with its secret. */
  private final class Desk implements OwnThings.Desk<WebhookChange> {

    @Override
    public CompletionStage<ObjectNode> create(
        Principal caller, WebhookChange asked, String requestId) {
      return webhooks.create(caller, asked, requestId).thenApply(WebhookRoutes::withSecret);
    }

    @Override
    public CompletionStage<List<ObjectNode>> list(Principal caller) {
      return webhooks
          .list(caller.tenant())
          .thenApply(all -> all.stream().map(WebhookRoutes::resource).toList());
    }

    @Override
    public CompletionStage<ObjectNode> find(Principal caller, String id) {
      return webhooks.find(caller.tenant(), id).thenApply(WebhookRoutes::resource);
    }

    @Override
    public CompletionStage<ObjectNode> change(
        Principal caller, String id, WebhookChange change, String requestId) {
      return webhooks.change(caller, id, change, requestId).thenApply(WebhookRoutes::resource);
    }

    @Override
    public CompletionStage<Void> delete(Principal caller, String id, String requestId) {
      return webhooks.delete(caller, id, requestId);
    }
  }

  private Route deliveries(Principal caller, String id) {
    return concat(
        pathEndOrSingleSlash(() -> get(() -> listDeliveries(caller, id))),
        path(
            segment(),
            delivery ->
                get(
                    () ->
                        onSuccess(
                            webhooks.delivery(caller.tenant(), id, delivery),
                            found -> Json.ok(resource(found))))),
        path(
            segment().slash("redeliver"),
            delivery ->
                post(
                    () ->
                        onSuccess(
                            webhooks.redeliver(caller.tenant(), id, delivery), this::accepted))));
  }

  private Route rotate(Principal caller, String id) {
    return extractRequest(
        request ->
            onSuccess(
                webhooks.rotate(caller, id, RequestId.of(request)),
                rotated -> Json.ok(withSecret(rotated))));
  }

  private Route listDeliveries(Principal caller, String id) {
    return parameterOptional(
        "state",
        state ->
            Paging.extract(
                paging ->
                    onSuccess(
                        webhooks.deliveries(
                            caller.tenant(),
                            id,
                            state.map(WebhookRoutes::state),
                            paging.cursor(),
                            paging.limit()),
                        page ->
                            Json.ok(
                                new Paging.Page<>(
                                    page.deliveries().stream()
                                        .map(WebhookRoutes::resource)
                                        .toList(),
                                    page.next())))));
  }

  private Route accepted(Delivery delivery) {
    return complete(
        Json.response(202, resource(delivery))
            .addHeader(RawHeader.create("Location", location(delivery))));
  }

  private static ObjectNode withSecret(Webhooks.WithSecret made) {
    return resource(made.webhook()).put("secret", made.secret());
  }

  private static ObjectNode resource(Webhook webhook) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("id", webhook.id()).put("url", webhook.url());
    var events = resource.putArray("events");
    webhook.events().stream().map(type -> type.id()).sorted().forEach(events::add);
    resource.put("description", webhook.description()).put("enabled", webhook.enabled());
    webhook.disabledReason().ifPresent(why -> resource.put("disabled_reason", why));
    resource
        .put("created_by", webhook.createdBy())
        .put("created_at", webhook.createdAt().toString())
        .put("secret_since", webhook.rotatedAt().toString());
    resource
        .putObject("links")
        .put("self", WEBHOOKS + "/" + webhook.id())
        .put("deliveries", WEBHOOKS + "/" + webhook.id() + "/deliveries");
    return resource;
  }

  private static ObjectNode resource(Delivery delivery) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource
        .put("id", delivery.id())
        .put("event_id", delivery.eventId())
        .put("type", delivery.type().id())
        .put("state", delivery.state().id())
        .put("attempts", delivery.attempts())
        .put("created_at", delivery.createdAt().toString());
    delivery.jobId().ifPresent(job -> resource.put("job_id", job));
    if (delivery.state() == Delivery.State.PENDING) {
      resource
          .put("next_attempt_at", delivery.nextAt().toString())
          .put("give_up_at", delivery.giveUpAt().toString());
    }
    delivery
        .last()
        .ifPresent(
            last -> {
              ObjectNode attempt = resource.putObject("last_attempt");
              attempt.put("at", last.at().toString()).put("elapsed_ms", last.elapsedMs());
              last.status().ifPresent(status -> attempt.put("status", status));
              last.snippet().ifPresent(snippet -> attempt.put("response", snippet));
              last.error().ifPresent(error -> attempt.put("error", error));
            });
    resource.put("payload", delivery.payload());
    resource
        .putObject("links")
        .put("self", location(delivery))
        .put("redeliver", location(delivery) + "/redeliver");
    return resource;
  }

  private static String location(Delivery delivery) {
    return WEBHOOKS + "/" + delivery.webhookId() + "/deliveries/" + delivery.id();
  }

  private static Delivery.State state(String id) {
    return Arrays.stream(Delivery.State.values())
        .filter(state -> state.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.validation(
                        "state",
                        "must be one of "
                            + Arrays.stream(Delivery.State.values())
                                .map(Delivery.State::id)
                                .collect(Collectors.joining(", ")))
                    .asException());
  }
}
