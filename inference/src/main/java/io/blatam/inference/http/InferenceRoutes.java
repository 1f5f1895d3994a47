package io.blatam.inference.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.handleExceptions;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.withoutRequestTimeout;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Model;
import io.blatam.platform.http.BodyBound;
import io.blatam.platform.http.ClientGone;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** {@code /v1/chat/completions}, {@code /v1/embeddings} and {@code /v1/models}. */
final class InferenceRoutes {

  private final Inference inference;
  private final Identity identity;
  private final OpenAiErrors errors = new OpenAiErrors();
  private final ChatRoute chat;
  private final ActorSystem<?> system;
  private final String embeddingModel;

  InferenceRoutes(Inference inference, Identity identity, ActorSystem<?> system, Clock clock) {
    this.inference = inference;
    this.identity = identity;
    this.system = system;
    this.chat = new ChatRoute(inference, errors, system, clock);
    this.embeddingModel =
        inference.models().stream()
            .filter(model -> model.kind() == Model.Kind.EMBEDDING)
            .map(Model::name)
            .findFirst()
            .orElseThrow();
  }

  Route routes() {
    return pathPrefix(
        "v1",
        () ->
            handleExceptions(
                errors.handler(),
                () ->
                    concat(
                        path(
                            segment("chat").slash("completions"),
                            () ->
                                post(
                                    () ->
                                        extractRequest(
                                            request ->
                                                answering(
                                                    (caller, body) ->
                                                        chat(
                                                            caller,
                                                            body,
                                                            ClientGone.of(request)))))),
                        path("embeddings", () -> post(() -> answering(this::embed))),
                        path("models", () -> get(this::models)),
                        path(segment("models").slash(segment()), name -> get(() -> model(name))))));
  }

  /** Models take longer than requests usually may; they have time-outs of their own. */
  private Route answering(BiFunction<Principal, Body, CompletionStage<HttpResponse>> answer) {
    return identity.requiring(
        Scopes.INFERENCE,
        caller ->
            withoutRequestTimeout(
                () ->
                    BodyBound.ofDoor(
                        entity ->
                            completeWithFuture(
                                answer.apply(caller, Body.parse(entity.getData().toArray()))))));
  }

  private CompletionStage<HttpResponse> chat(
      Principal caller, Body body, CompletionStage<Done> clientGone) {
    return chat.answer(ChatRequest.parse(body, caller.tenant()), clientGone);
  }

  private CompletionStage<HttpResponse> embed(Principal caller, Body body) {
    EmbeddingRequest request = EmbeddingRequest.parse(body, inference.embedder(), embeddingModel);
    return inference
        .embedder()
        .embedAsync(request.texts(), request.role())
        .thenApplyAsync(
            vectors -> json(request.answer(vectors, embeddingModel)), system.executionContext())
        .exceptionallyAsync(errors::response, system.executionContext());
  }

  private Route models() {
    return identity.requiring(
        Scopes.INFERENCE,
        caller -> {
          ObjectNode root = Json.mapper().createObjectNode().put("object", "list");
          var data = root.putArray("data");
          inference.models().forEach(model -> data.add(described(model)));
          return complete(json(root));
        });
  }

  private Route model(String name) {
    return identity.requiring(
        Scopes.INFERENCE,
        caller ->
            complete(
                inference.models().stream()
                    .filter(model -> model.name().equals(name))
                    .findFirst()
                    .map(model -> json(described(model)))
                    .orElseGet(() -> errors.response(unknown(name)))));
  }

  private static GenerationException unknown(String name) {
    return new GenerationException(
        Reason.UNKNOWN_MODEL, "there is no model '" + name + "'; GET /v1/models lists them");
  }

  private static ObjectNode described(Model model) {
    return Json.mapper()
        .createObjectNode()
        .put("id", model.name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", model.provider());
  }

  private static HttpResponse json(JsonNode json) {
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json.toString()));
  }
}
