package io.blatam.agents.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.agents.steps.DocumentWriter;
import io.blatam.agents.store.RunTable;
import io.blatam.agents.workflow.RunStatus;
import io.blatam.agents.workflow.RunView;
import io.blatam.agents.workflow.StepResult.File;
import io.blatam.agents.workflow.StepResult.FilesExported;
import io.blatam.agents.workflow.Workflows;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /api/v1/agents/workflows}: ask for a run, look at it, list, cancel, fetch its files. */
public final class WorkflowRoutes {

  private static final int MAX_KEY_LENGTH = 255;
  private static final Pattern RUN_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Workflows workflows;
  private final DocumentWriter writer;
  private final ArtifactStore artifacts;
  private final Identity identity;
  private final Executor executor;

  public WorkflowRoutes(
      Workflows workflows,
      DocumentWriter writer,
      ArtifactStore artifacts,
      Identity identity,
      Executor executor) {
    this.workflows = workflows;
    this.writer = writer;
    this.artifacts = artifacts;
    this.identity = identity;
    this.executor = executor;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("agents").slash("workflows"),
        () ->
            concat(
                pathEnd(
                    () -> concat(post(() -> known(this::accept)), get(() -> known(this::list)))),
                path(segment(), id -> get(() -> known(caller -> show(caller, id)))),
                path(
                    segment().slash("cancel"),
                    id -> post(() -> known(caller -> cancel(caller, id)))),
                path(
                    segment().slash("files").slash(segment()),
                    (id, format) -> get(() -> known(caller -> file(caller, id, format))))));
  }

  private Route known(Function<Principal, Route> inner) {
    return identity.requiring(Scopes.DOCUMENTS, inner);
  }

  private Route accept(Principal caller) {
    return optionalHeaderValueByName(
        "Idempotency-Key",
        key -> {
          requireKey(key);
          return Json.body(
              WorkflowRequest.class,
              request -> {
                String brief = request.brief().toString();
                writer.read(brief);
                return completeWithFuture(
                    workflows
                        .accept(caller, brief, request.formatNames(), key)
                        .thenApplyAsync(WorkflowRoutes::accepted, executor));
              });
        });
  }

  private record AcceptedRun(String id, boolean repeated, RunLinks links) {}

  private static HttpResponse accepted(Workflows.Accepted accepted) {
    RunLinks links = RunLinks.of(accepted.id());
    return Json.response(202, new AcceptedRun(accepted.id(), accepted.repeated(), links))
        .addHeader(RawHeader.create("Location", links.self()));
  }

  private static void requireKey(Optional<String> key) {
    if (key.filter(value -> value.isBlank() || value.length() > MAX_KEY_LENGTH).isPresent()) {
      throw Problem.validation(
              "Idempotency-Key", "must have 1 to " + MAX_KEY_LENGTH + " characters")
          .asException();
    }
  }

  private Route list(Principal caller) {
    return parameterOptional(
        "status",
        status ->
            Paging.extract(
                paging ->
                    completeWithFuture(
                        workflows
                            .list(
                                caller.tenant(),
                                status.map(WorkflowRoutes::status),
                                position(paging.cursor()),
                                paging.limit())
                            .thenApplyAsync(WorkflowRoutes::page, executor))));
  }

  private static RunStatus status(String status) {
    try {
      return RunStatus.of(status);
    } catch (IllegalArgumentException unknown) {
      throw Problem.validation("status", unknown.getMessage()).asException();
    }
  }

  private static OptionalLong position(Optional<String> cursor) {
    if (cursor.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(cursor.get()));
    } catch (NumberFormatException notOurs) {
      throw Problem.validation("cursor", "must be the 'next' of the page before").asException();
    }
  }

  private static HttpResponse page(RunTable.Runs runs) {
    Optional<String> next =
        runs.next().isPresent()
            ? Optional.of(Long.toString(runs.next().getAsLong()))
            : Optional.empty();
    return Json.response(200, new Paging.Page<>(runs.runs(), next));
  }

  private Route show(Principal caller, String id) {
    return run(id, workflows.find(caller.tenant(), requireId(id)));
  }

  private Route cancel(Principal caller, String id) {
    return run(id, workflows.cancel(caller.tenant(), requireId(id)));
  }

  private Route run(String id, CompletionStage<Optional<RunView>> found) {
    return completeWithFuture(
        found.thenApplyAsync(
            run -> Json.response(200, run.orElseThrow(() -> notFound(id))), executor));
  }

  private Route file(Principal caller, String id, String format) {
    return completeWithFuture(
        workflows
            .find(caller.tenant(), requireId(id))
            .thenApplyAsync(
                run ->
                    run
                        .orElseThrow(() -> notFound(id))
                        .export()
                        .map(FilesExported::files)
                        .orElse(List.of())
                        .stream()
                        .filter(file -> file.format().equals(format))
                        .findFirst()
                        .map(file -> content(caller.tenant(), file))
                        .orElseThrow(
                            () ->
                                Problem.notFound(
                                        "The run has no file '" + format + "', or not yet.")
                                    .asException()),
                executor));
  }

  private HttpResponse content(String tenant, File file) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse(file.mediaType()),
                file.size(),
                artifacts.read(tenant, new ArtifactId(file.artifact()))));
  }

  /** An id of any other form names no run, and would start an entity for nothing. */
  private static String requireId(String id) {
    if (!RUN_ID.matcher(id).matches()) {
      throw notFound(id);
    }
    return id;
  }

  private static RuntimeException notFound(String id) {
    return Problem.notFound("There is no run '" + id + "'.").asException();
  }
}
