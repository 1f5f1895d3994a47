package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEndOrSingleSlash;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.NotUsed;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.bul.bulk.BulkFormat;
import io.blatam.bul.bulk.BulkRow;
import io.blatam.bul.bulk.Bulks;
import io.blatam.bul.bulk.ResultTable;
import io.blatam.bul.bulk.Zip;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.BodyBound;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /api/v1/bul/bulk}: many briefs in one call. */
public final class BulkRoutes {

  private static final ContentType TEXT_CSV = ContentTypes.parse("text/csv; charset=UTF-8");
  private static final ContentType ZIP = ContentTypes.parse("application/zip");

  private final Bulks bulks;
  private final Identity identity;
  private final ArtifactStore artifacts;

  public BulkRoutes(Bulks bulks, Identity identity, ArtifactStore artifacts) {
    this.bulks = bulks;
    this.identity = identity;
    this.artifacts = artifacts;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("bulk"),
        () -> identity.requiring(Scopes.DOCUMENTS, this::ofTenant));
  }

  private Route ofTenant(Principal caller) {
    return concat(
        pathEndOrSingleSlash(() -> concat(post(() -> submit(caller)), get(() -> list(caller)))),
        pathPrefix(segment(), id -> one(caller, id)));
  }

  private Route one(Principal caller, String id) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(
                    get(
                        () ->
                            onSuccess(
                                bulks.find(caller.tenant(), id),
                                view -> Json.ok(BulkResource.of(view)))),
                    delete(() -> cancel(caller, id)))),
        path("rows", () -> get(() -> rows(caller, id))),
        path("result.csv", () -> get(() -> table(caller, id))),
        path("files.zip", () -> get(() -> archive(caller, id))));
  }

  private Route submit(Principal caller) {
    return optionalHeaderValueByName(
        "Idempotency-Key",
        key -> {
          Optional<String> valid = key.map(IdempotencyKey::valid);
          return BodyBound.ofDoor(
              entity ->
                  extractRequest(
                      request ->
                          onSuccess(
                              bulks.submit(
                                  caller,
                                  BulkFormat.ofMediaType(
                                      entity.getContentType().mediaType().toString()),
                                  entity.getData().toArray(),
                                  valid,
                                  RequestId.of(request)),
                              this::accepted)));
        });
  }

  private Route accepted(Bulks.Accepted accepted) {
    String id = accepted.view().bulk().id();
    HttpResponse response =
        Json.response(202, BulkResource.of(accepted.view()))
            .addHeader(RawHeader.create("Location", BulkResource.path(id)));
    return complete(
        accepted.repeated()
            ? response.addHeader(RawHeader.create("Idempotency-Replayed", "true"))
            : response);
  }

  private Route list(Principal caller) {
    return Paging.extract(
        paging -> {
          Optional<String[]> cursor = paging.cursor().map(BulkRoutes::cursor);
          return onSuccess(
              bulks.list(
                  caller.tenant(),
                  cursor.map(parts -> Instant.parse(parts[0])),
                  cursor.map(parts -> parts[1]),
                  paging.limitAndOne()),
              found ->
                  Json.ok(
                      paging.page(
                          found, BulkResource::of, last -> last.createdAt() + "_" + last.id())));
        });
  }

  private Route rows(Principal caller, String id) {
    return parameterOptional(
        "state",
        state ->
            Paging.extract(
                paging ->
                    onSuccess(
                        bulks.rows(
                            caller.tenant(),
                            id,
                            state.map(BulkRoutes::state),
                            paging.cursor().map(BulkRoutes::rowCursor).orElse(0),
                            paging.limitAndOne()),
                        found ->
                            Json.ok(
                                paging.page(
                                    found,
                                    BulkResource::of,
                                    last -> Integer.toString(last.number()))))));
  }

  private Route cancel(Principal caller, String id) {
    return extractRequest(
        request ->
            onSuccess(
                bulks.cancel(caller, id, RequestId.of(request)),
                view -> Json.ok(BulkResource.of(view))));
  }

  private Route table(Principal caller, String id) {
    return parameterOptional(
        "delimiter",
        delimiter -> {
          String given = delimiter.orElse(",");
          if (!given.equals(",") && !given.equals(";")) {
            throw Problem.validation("delimiter", "must be , or ;").asException();
          }
          return onSuccess(
              bulks.find(caller.tenant(), id),
              view ->
                  download(
                      "bulk-" + id + ".csv",
                      TEXT_CSV,
                      ResultTable.of(bulks.rows(id, Optional.empty()), given.charAt(0))));
        });
  }

  private Route archive(Principal caller, String id) {
    return onSuccess(
        bulks.find(caller.tenant(), id),
        view -> {
          if (!view.counts().containsKey(BulkRow.State.DONE)) {
            throw (view.bulk().finishedAt().isPresent()
                    ? Problem.notFound("No row of the bulk became a document; it has no files.")
                    : Problem.conflict("No row of the bulk is done yet; try again later.")
                        .retryAfter(5))
                .asException();
          }
          return download("bulk-" + id + ".zip", ZIP, Zip.of(files(caller.tenant(), id)));
        });
  }

  private Source<Zip.File, NotUsed> files(String tenant, String id) {
    return bulks
        .done(tenant, id)
        .mapConcat(
            done ->
                done.second().files().stream()
                    .map(
                        file ->
                            new Zip.File(
                                "%04d-%s".formatted(done.first().number(), file.name()),
                                artifacts.read(tenant, file.artifact())))
                    .toList());
  }

  private static Route download(String name, ContentType type, Source<ByteString, NotUsed> bytes) {
    return complete(
        HttpResponse.create()
            .addHeader(
                RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + "\""))
            .addHeader(RawHeader.create("Cache-Control", "no-store"))
            .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
            .withEntity(HttpEntities.createChunked(type, bytes)));
  }

  private static BulkRow.State state(String id) {
    Map<String, BulkRow.State> known =
        Arrays.stream(BulkRow.State.values())
            .collect(Collectors.toMap(BulkRow.State::id, state -> state));
    return Optional.ofNullable(known.get(id))
        .orElseThrow(
            () ->
                Problem.validation(
                        "state",
                        "must be one of "
                            + known.keySet().stream().sorted().collect(Collectors.joining(", ")))
                    .asException());
  }

  private static String[] cursor(String text) {
    if (!text.matches("[0-9TZ:.-]{20,30}_[0-9a-f-]{36}")) {
      throw badCursor();
    }
    return text.split("_");
  }

  private static int rowCursor(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw badCursor();
    }
    return Integer.parseInt(text);
  }

  private static RuntimeException badCursor() {
    return Problem.validation("cursor", "give the \"next\" of the page before").asException();
  }
}
