package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.parameter;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.Submission;
import io.blatam.bul.locale.Language;
import io.blatam.bul.revision.DiffText;
import io.blatam.bul.revision.DocumentVersions;
import io.blatam.bul.revision.Revisions;
import io.blatam.bul.revision.Version;
import io.blatam.bul.revision.VersionDiff;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.PreferredLanguage;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code /api/v1/bul/documents/{id}}: changes to a finished document, and its versions. */
public final class RevisionRoutes {

  private final Revisions revisions;
  private final DocumentVersions versions;
  private final Documents documents;
  private final Identity identity;

  public RevisionRoutes(
      Revisions revisions, DocumentVersions versions, Documents documents, Identity identity) {
    this.revisions = revisions;
    this.versions = versions;
    this.documents = documents;
    this.identity = identity;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("documents").slash(segment()),
        document ->
            concat(
                path("revisions", () -> post(() -> permitted(caller -> revise(caller, document)))),
                pathPrefix("versions", () -> permitted(caller -> versions(caller, document)))));
  }

  private Route permitted(Function<Principal, Route> inner) {
    return identity.requiring(Scopes.DOCUMENTS, inner);
  }

  private Route revise(Principal caller, String document) {
    return keyed(
        key ->
            Json.body(
                JsonNode.class,
                body ->
                    extractRequest(
                        request ->
                            accepted(
                                revisions.ask(
                                    caller, document, body, key, RequestId.of(request))))));
  }

  private Route versions(Principal caller, String document) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(get(() -> list(caller, document)), delete(() -> forget(caller, document)))),
        path("diff", () -> get(() -> diff(caller, document))),
        pathPrefix(
            segment(),
            number -> {
              int version = VersionNumber.read(number);
              return concat(
                  pathEndOrSingleSlash(() -> get(() -> look(caller, document, version))),
                  path("restore", () -> post(() -> restore(caller, document, version))),
                  path(
                      segment("diff").slash(segment()),
                      to -> get(() -> diff(caller, document, version, VersionNumber.read(to)))));
            }));
  }

  private Route list(Principal caller, String document) {
    return onSuccess(
        versions.list(caller.tenant(), document),
        list ->
            Json.ok(
                Map.of(
                    "document",
                    document,
                    "versions",
                    list.stream().map(version -> resource(document, version)).toList())));
  }

  private Route forget(Principal caller, String document) {
    return extractRequest(
        request ->
            onSuccess(
                versions.delete(caller, document, RequestId.of(request)),
                gone -> complete(StatusCodes.NO_CONTENT)));
  }

  private static ObjectNode resource(String document, Version version) {
    ObjectNode resource = Json.mapper().valueToTree(version);
    ObjectNode links = resource.putObject("links").put("job", JobResource.path(version.jobId()));
    version
        .version()
        .ifPresent(
            number ->
                links
                    .put("self", JobResource.path(document) + "/versions/" + number)
                    .put(
                        "files", JobResource.path(document) + "/files/{format}?version=" + number));
    return resource;
  }

  private Route look(Principal caller, String document, int version) {
    return onSuccess(
        versions.job(caller.tenant(), document, version),
        job ->
            onSuccess(
                documents.find(caller.tenant(), job),
                found ->
                    onSuccess(
                        versions.text(caller.tenant(), document, version),
                        text ->
                            Json.ok(
                                VersionResource.of(
                                    document, version, found.orElseThrow(), text)))));
  }

  private Route diff(Principal caller, String document) {
    return parameter(
        "from",
        from ->
            parameter(
                "to",
                to -> diff(caller, document, VersionNumber.read(from), VersionNumber.read(to))));
  }

  private Route diff(Principal caller, String document, int from, int to) {
    return extractRequest(
        request ->
            onSuccess(
                versions.diff(caller.tenant(), document, from, to),
                diff -> complete(shown(request, diff))));
  }

  /** As JSON, unless the caller would rather read it. */
  private static HttpResponse shown(HttpRequest request, VersionDiff diff) {
    String accept = header(request, "Accept").orElse("");
    Language language =
        Language.of(PreferredLanguage.of(header(request, "Accept-Language")).getLanguage());
    if (accept.contains("text/markdown")) {
      return text("text/markdown; charset=UTF-8", DiffText.markdown(diff, language));
    }
    if (accept.contains("text/html") && !accept.contains("application/json")) {
      return text("text/html; charset=UTF-8", DiffText.html(diff, language))
          .addHeader(
              RawHeader.create(
                  "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"));
    }
    return Json.response(200, diff);
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(header -> header.value());
  }

  private static HttpResponse text(String type, String text) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(ContentTypes.parse(type), text.getBytes(StandardCharsets.UTF_8)));
  }

  private Route restore(Principal caller, String document, int version) {
    return keyed(
        key ->
            extractRequest(
                request ->
                    accepted(
                        revisions.restore(caller, document, version, key, RequestId.of(request)))));
  }

  private static Route keyed(Function<Optional<String>, Route> inner) {
    return optionalHeaderValueByName(
        "Idempotency-Key", key -> inner.apply(key.map(IdempotencyKey::valid)));
  }

  private static Route accepted(java.util.concurrent.CompletionStage<Submission> submission) {
    return onSuccess(submission, made -> complete(JobResource.accepted(made)));
  }
}
