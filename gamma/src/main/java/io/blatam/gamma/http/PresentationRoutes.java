package io.blatam.gamma.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.gamma.api.PresentationRequest;
import io.blatam.gamma.api.PresentationView;
import io.blatam.gamma.production.Presentations;
import io.blatam.gamma.store.Acceptance;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.FileDownload;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.http.Sse;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /api/v1/gamma/presentations}. */
public final class PresentationRoutes {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Presentations presentations;
  private final Identity identity;
  private final FileDownload download;

  public PresentationRoutes(
      Presentations presentations, Identity identity, ArtifactStore artifacts) {
    this.presentations = presentations;
    this.identity = identity;
    this.download = new FileDownload(artifacts);
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("gamma").slash("presentations"),
        () -> identity.requiring(Scopes.DOCUMENTS, this::presentations));
  }

  private Route presentations(Principal caller) {
    return concat(
        pathEndOrSingleSlash(() -> concat(post(() -> submit(caller)), get(() -> list(caller)))),
        pathPrefix(segment(), id -> presentation(caller, id)));
  }

  private Route presentation(Principal caller, String id) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(
                    get(() -> known(caller, id, found -> Json.ok(PresentationResource.of(found)))),
                    delete(() -> cancel(caller, id)))),
        path("events", () -> get(() -> known(caller, id, found -> events(id)))),
        path(
            segment("files").slash(segment()),
            format -> get(() -> known(caller, id, found -> file(caller, found, format)))));
  }

  private Route submit(Principal caller) {
    return optionalHeaderValueByName(
        "Idempotency-Key",
        key -> {
          Optional<String> valid = key.map(PresentationRoutes::idempotencyKey);
          return Json.body(
              PresentationRequest.class,
              asked ->
                  extractRequest(
                      request ->
                          onSuccess(
                              presentations.submit(caller, asked, valid, RequestId.of(request)),
                              acceptance -> complete(answer(acceptance)))));
        });
  }

  private static HttpResponse answer(Acceptance acceptance) {
    if (acceptance instanceof Acceptance.Accepted accepted) {
      return accepted(accepted.presentation());
    }
    if (acceptance instanceof Acceptance.Repeated repeated) {
      return accepted(repeated.presentation())
          .addHeader(RawHeader.create("Idempotency-Replayed", "true"));
    }
    if (acceptance instanceof Acceptance.KeyTaken) {
      throw Problem.conflict(
              "This Idempotency-Key was used for another request; use a new key for a new request.")
          .asException();
    }
    throw Problem.tooManyRequests(
            "Too many of your presentations are unfinished; wait until some are done.",
            RETRY_AFTER_SECONDS)
        .asException();
  }

  private static HttpResponse accepted(PresentationView presentation) {
    return Json.response(202, PresentationResource.of(presentation))
        .addHeader(RawHeader.create("Location", PresentationResource.path(presentation.id())));
  }

  private Route list(Principal caller) {
    return Paging.extract(
        paging -> {
          long before =
              paging.cursor().map(cursor -> number("cursor", cursor)).orElse(Long.MAX_VALUE);
          return onSuccess(
              presentations.list(caller.tenant(), before, paging.limitAndOne()),
              found ->
                  Json.ok(
                      paging.page(
                          found,
                          PresentationResource::of,
                          last -> Long.toString(last.position()))));
        });
  }

  private Route cancel(Principal caller, String id) {
    return extractRequest(
        request ->
            onSuccess(
                presentations.cancel(caller, id, RequestId.of(request)),
                found ->
                    Json.ok(
                        PresentationResource.of(found.orElseThrow(PresentationRoutes::unknown)))));
  }

  private Route events(String id) {
    return Sse.stream(
        last ->
            presentations
                .steps(id, last.map(seen -> number("Last-Event-ID", seen)).orElse(0L))
                .map(step -> Sse.event(step.event(), Long.toString(step.id()), step)));
  }

  private Route file(Principal caller, PresentationView presentation, String format) {
    PresentationView.File file =
        presentation.files().stream()
            .filter(made -> made.format().equals(format))
            .findFirst()
            .orElseThrow(() -> noFile(presentation, format));
    return download.route(
        caller.tenant(),
        new FileDownload.File(file.artifact(), file.name(), file.mediaType(), file.size()),
        FileDownload.Keeping.FOR_EVER);
  }

  private Route known(Principal caller, String id, Function<PresentationView, Route> inner) {
    return onSuccess(
        presentations.find(caller.tenant(), id),
        found -> inner.apply(found.orElseThrow(PresentationRoutes::unknown)));
  }

  private static RuntimeException unknown() {
    return Problem.notFound("There is no presentation of that id.").asException();
  }

  private static RuntimeException noFile(PresentationView presentation, String format) {
    if (!presentation.formats().contains(format)) {
      return Problem.notFound(
              "The presentation was not asked for in that format; it comes as "
                  + String.join(", ", presentation.formats())
                  + ".")
          .asException();
    }
    String status = presentation.status().id();
    return presentation.status().ended()
        ? Problem.notFound("The presentation is " + status + "; it has no file.").asException()
        : Problem.conflict("The file is not finished; the presentation is " + status + ".")
            .retryAfter(1)
            .asException();
  }

  private static String idempotencyKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw Problem.validation(
              "Idempotency-Key", "must be 1 to 255 visible ASCII characters without spaces")
          .asException();
    }
    return key;
  }

  private static long number(String field, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw Problem.validation(field, "must be one that this service has given").asException();
    }
    return Long.parseLong(text);
  }
}
