package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DeadLetter;
import io.blatam.bul.api.DeadLetterFilter;
import io.blatam.bul.api.DocumentQueue;
import io.blatam.bul.api.Handling;
import io.blatam.bul.api.QueueView;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /api/v1/bul/queue} and {@code /api/v1/bul/dead-letters}. */
public final class QueueRoutes {

  private final DocumentQueue queue;
  private final Identity identity;

  public QueueRoutes(DocumentQueue queue, Identity identity) {
    this.queue = queue;
    this.identity = identity;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul"),
        () ->
            concat(
                pathPrefix("queue", () -> identity.requiring(Scopes.DOCUMENTS, this::queue)),
                pathPrefix(
                    "dead-letters", () -> identity.requiring(Scopes.DOCUMENTS, this::letters))));
  }

  private Route queue(Principal caller) {
    return concat(
        pathEndOrSingleSlash(
            () -> get(() -> onSuccess(queue.look(caller.tenant()), view -> Json.ok(view)))),
        path("pause", () -> post(() -> paused(caller, queue::pause, queue::pauseEverything))),
        path("resume", () -> post(() -> paused(caller, queue::resume, queue::resumeEverything))));
  }

  private interface Switch {
    CompletionStage<QueueView> apply(Principal caller, String requestId);
  }

  private Route paused(Principal caller, Switch own, Switch everything) {
    if (!caller.may(Scopes.ADMIN)) {
      throw Problem.forbidden(
              "Pausing and resuming needs the scope '" + Scopes.ADMIN + "' of this tenant.")
          .asException();
    }
    return parameterOptional(
        "scope",
        scope ->
            extractRequest(
                request ->
                    onSuccess(
                        (all(caller, scope) ? everything : own)
                            .apply(caller, RequestId.of(request)),
                        view -> Json.ok(view))));
  }

  private static boolean all(Principal caller, Optional<String> scope) {
    String said = scope.orElse("tenant");
    if (!said.equals("tenant") && !said.equals("everything")) {
      throw Problem.validation("scope", "must be tenant or everything").asException();
    }
    if (said.equals("everything") && !caller.tenant().equals(Principal.OPERATOR_TENANT)) {
      throw Problem.forbidden(
              "Only administrators of the tenant '"
                  + Principal.OPERATOR_TENANT
                  + "' pause everything; leave out 'scope' to pause your own tenant.")
          .asException();
    }
    return said.equals("everything");
  }

  private Route letters(Principal caller) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(
                    get(() -> filtered(filter -> list(caller, filter))),
                    delete(() -> filtered(filter -> purge(caller, filter))))),
        path("replay", () -> post(() -> filtered(filter -> replay(caller, filter)))),
        pathPrefix(segment(), jobId -> letter(caller, jobId)));
  }

  private Route letter(Principal caller, String jobId) {
    return concat(
        pathEndOrSingleSlash(() -> delete(() -> purge(caller, jobId))),
        path("replay", () -> post(() -> replay(caller, jobId))));
  }

  private Route list(Principal caller, DeadLetterFilter filter) {
    return Paging.extract(
        paging ->
            onSuccess(
                queue.deadLetters(caller.tenant(), filter, paging.cursor(), paging.limit()),
                page ->
                    Json.ok(
                        new Paging.Page<>(
                            page.letters().stream().map(QueueRoutes::resource).toList(),
                            page.next()))));
  }

  private static ObjectNode resource(DeadLetter letter) {
    ObjectNode resource = Json.mapper().valueToTree(letter);
    resource
        .putObject("links")
        .put("job", JobResource.path(letter.id()))
        .put("replay", "/api/v1/bul/dead-letters/" + letter.id() + "/replay");
    return resource;
  }

  private Route replay(Principal caller, String jobId) {
    return extractRequest(
        request ->
            onSuccess(
                queue.replay(caller, jobId, RequestId.of(request)),
                job -> Json.respond(202, JobResource.of(job.orElseThrow(() -> unknown(jobId))))));
  }

  private Route replay(Principal caller, DeadLetterFilter filter) {
    return extractRequest(
        request ->
            onSuccess(
                queue.replay(caller, filter, RequestId.of(request)),
                count -> Json.respond(202, Map.of("replayed", count))));
  }

  private Route purge(Principal caller, String jobId) {
    return extractRequest(
        request ->
            onSuccess(
                queue.purge(caller, jobId, RequestId.of(request)),
                removed -> {
                  if (!removed) {
                    throw unknown(jobId);
                  }
                  return complete(HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
                }));
  }

  private Route purge(Principal caller, DeadLetterFilter filter) {
    return extractRequest(
        request ->
            onSuccess(
                queue.purge(caller, filter, RequestId.of(request)),
                count -> Json.ok(Map.of("purged", count))));
  }

  private static Route filtered(Function<DeadLetterFilter, Route> inner) {
    return parameterOptional(
        "document_type",
        type ->
            parameterOptional(
                "reason",
                reason ->
                    parameterOptional(
                        "failed_before",
                        before ->
                            inner.apply(
                                new DeadLetterFilter(
                                    type,
                                    reason,
                                    before.map(at -> Handling.moment("failed_before", at)))))));
  }

  private static RuntimeException unknown(String jobId) {
    return Problem.notFound("There is no dead letter " + Problem.printable(jobId) + ".")
        .asException();
  }
}
