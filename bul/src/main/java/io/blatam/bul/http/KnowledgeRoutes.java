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
import static akka.http.javadsl.server.Directives.withSizeLimit;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.bul.knowledge.Knowledge;
import io.blatam.bul.knowledge.Note;
import io.blatam.bul.knowledge.NoteState;
import io.blatam.platform.artifact.Artifact;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /api/v1/bul/knowledge}: what a tenant uploaded to be drawn on, and searching it. */
public final class KnowledgeRoutes {

  private static final int TITLE_LENGTH = 200;
  private static final int QUESTION_LENGTH = 1_000;
  private static final int PASSAGES = 10;
  private static final int MOST_PASSAGES = 50;

  /** What a form adds to its file. */
  private static final long FORM_BYTES = 256 * 1024;

  private final Knowledge knowledge;
  private final Identity identity;
  private final ArtifactStore artifacts;
  private final Materializer materializer;

  public KnowledgeRoutes(
      Knowledge knowledge, Identity identity, ArtifactStore artifacts, ActorSystem<?> system) {
    this.knowledge = knowledge;
    this.identity = identity;
    this.artifacts = artifacts;
    this.materializer = SystemMaterializer.get(system).materializer();
  }

  /** A note that is typed. */
  record Typed(String title, String text) {}

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("knowledge"),
        () -> identity.requiring(Scopes.DOCUMENTS, this::knowledge));
  }

  private Route knowledge(Principal caller) {
    return concat(
        pathEndOrSingleSlash(() -> concat(post(() -> add(caller)), get(() -> list(caller)))),
        path("search", () -> get(() -> search(caller))),
        pathPrefix(segment(), id -> note(caller, id)));
  }

  private Route note(Principal caller, String id) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(
                    get(() -> known(caller, id, note -> Json.ok(NoteResource.of(note)))),
                    delete(() -> remove(caller, id)))),
        path("text", () -> get(() -> known(caller, id, note -> text(caller, note)))),
        path("file", () -> get(() -> known(caller, id, note -> file(caller, note)))));
  }

  private Route add(Principal caller) {
    return withSizeLimit(
        knowledge.fileBytes() + FORM_BYTES,
        () ->
            extractRequest(
                request ->
                    Upload.isForm(request)
                        ? onSuccess(uploaded(caller, request), KnowledgeRoutes::taken)
                        : Json.body(
                            Typed.class,
                            typed ->
                                onSuccess(typed(caller, request, typed), KnowledgeRoutes::taken))));
  }

  private CompletionStage<Knowledge.Taken> uploaded(Principal caller, HttpRequest request) {
    return Upload.read(
            request,
            materializer,
            (name, mediaType, bytes) -> knowledge.store(caller.tenant(), mediaType, bytes))
        .thenCompose(upload -> added(caller, request, upload));
  }

  private CompletionStage<Knowledge.Taken> added(
      Principal caller, HttpRequest request, Upload<Artifact> upload) {
    String title =
        Optional.ofNullable(upload.fields().get("title"))
            .filter(given -> !given.isBlank())
            .orElseGet(() -> upload.fileName().replaceFirst("\\.[A-Za-z0-9]{1,8}$", ""));
    return knowledge.add(
        caller, title("title", title), upload.fileName(), upload.file(), RequestId.of(request));
  }

  private CompletionStage<Knowledge.Taken> typed(
      Principal caller, HttpRequest request, Typed typed) {
    String title = title("title", typed.title());
    if (typed.text().isBlank()) {
      throw Problem.validation("text", "must not be empty").asException();
    }
    return knowledge
        .store(
            caller.tenant(),
            "text/markdown; charset=UTF-8",
            Source.single(ByteString.fromString(typed.text())))
        .thenCompose(stored -> knowledge.add(caller, title, "", stored, RequestId.of(request)));
  }

  private static Route taken(Knowledge.Taken taken) {
    HttpResponse response =
        Json.response(
                taken.known() ? 200 : 202,
                NoteResource.of(taken.note()).put("duplicate", taken.known()))
            .addHeader(RawHeader.create("Location", NoteResource.path(taken.note().id())));
    return complete(response);
  }

  private Route list(Principal caller) {
    return Paging.extract(
        paging ->
            onSuccess(
                knowledge.list(caller.tenant(), paging.cursor(), paging.limit()),
                page ->
                    Json.ok(
                        new Paging.Page<>(
                            page.notes().stream().map(NoteResource::of).toList(), page.next()))));
  }

  private Route search(Principal caller) {
    return parameterOptional(
        "q",
        question ->
            parameterOptional(
                "limit",
                limit ->
                    onSuccess(
                        knowledge.search(caller.tenant(), question(question), limit(limit)),
                        passages ->
                            Json.ok(
                                new Catalogue.Listing<>(
                                    passages.stream().map(NoteResource::of).toList())))));
  }

  private Route remove(Principal caller, String id) {
    return extractRequest(
        request ->
            onSuccess(
                knowledge.delete(caller, id, RequestId.of(request)),
                gone -> {
                  if (gone.isEmpty()) {
                    throw unknown(id);
                  }
                  return complete(HttpResponse.create().withStatus(204));
                }));
  }

  private Route text(Principal caller, Note note) {
    ArtifactId text =
        note.text()
            .orElseThrow(
                () ->
                    (note.state() == NoteState.REFUSED
                            ? Problem.notFound("The note was refused: " + note.reason().orElse(""))
                            : Problem.conflict(
                                    "The note is not read yet; it is " + note.state().id())
                                .retryAfter(1))
                        .asException());
    return bytes(caller, text, "text/plain; charset=UTF-8", "text.txt");
  }

  private Route file(Principal caller, Note note) {
    return bytes(
        caller,
        note.original(),
        "application/octet-stream",
        note.fileName().isEmpty() ? "note.md" : note.fileName());
  }

  /** Always to be saved, never to be shown: it came from outside. */
  private Route bytes(Principal caller, ArtifactId id, String mediaType, String name) {
    return complete(
        HttpResponse.create()
            .addHeaders(
                List.of(
                    RawHeader.create("X-Content-Type-Options", "nosniff"),
                    RawHeader.create("Cache-Control", "private, no-store"),
                    RawHeader.create(
                        "Content-Disposition",
                        "attachment; filename=\""
                            + name.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_")
                            + "\"")))
            .withEntity(
                HttpEntities.create(
                    ContentTypes.parse(mediaType), artifacts.read(caller.tenant(), id))));
  }

  private Route known(Principal caller, String id, Function<Note, Route> inner) {
    return onSuccess(
        knowledge.find(caller.tenant(), id),
        note -> inner.apply(note.orElseThrow(() -> unknown(id))));
  }

  private static RuntimeException unknown(String id) {
    return Problem.notFound("There is no note " + Problem.printable(id) + ".").asException();
  }

  private static String title(String field, String given) {
    String title = given.replaceAll("\\p{C}", " ").strip();
    if (title.isEmpty() || title.length() > TITLE_LENGTH) {
      throw Problem.validation(field, "must have 1 to " + TITLE_LENGTH + " characters")
          .asException();
    }
    return title;
  }

  private static String question(Optional<String> given) {
    String question = given.map(String::strip).orElse("");
    if (question.isEmpty() || question.length() > QUESTION_LENGTH) {
      throw Problem.validation(
              "q", "must be what you look for, in 1 to " + QUESTION_LENGTH + " characters")
          .asException();
    }
    return question;
  }

  private static int limit(Optional<String> given) {
    try {
      int limit = given.map(Integer::parseInt).orElse(PASSAGES);
      if (limit >= 1 && limit <= MOST_PASSAGES) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw Problem.validation("limit", "must be a whole number from 1 to " + MOST_PASSAGES)
        .asException();
  }
}
