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

import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.api.Answer;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.OutlineEdit;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Language;
import io.blatam.bul.store.VersionTable;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.FileDownload;
import io.blatam.platform.http.FileDownload.Keeping;
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

/** {@code /api/v1/bul}: documents, and the types they come in. */
public final class DocumentRoutes {

  private final Documents documents;
  private final VersionTable versions;
  private final Identity identity;
  private final FileDownload download;
  private final LongPoll longPoll;

  public DocumentRoutes(
      Documents documents, VersionTable versions, Identity identity, ArtifactStore artifacts) {
    this.documents = documents;
    this.versions = versions;
    this.identity = identity;
    this.download = new FileDownload(artifacts);
    this.longPoll = new LongPoll(documents);
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul"),
        () ->
            concat(
                pathPrefix(
                    "documents", () -> identity.requiring(Scopes.DOCUMENTS, this::documents)),
                path(
                    "document-types",
                    () -> get(() -> requiring(caller -> Json.ok(Catalogue.documentTypes()))))));
  }

  private Route requiring(Function<Principal, Route> inner) {
    return identity.requiring(Scopes.DOCUMENTS, inner);
  }

  private Route documents(Principal caller) {
    return concat(
        pathEndOrSingleSlash(() -> concat(post(() -> submit(caller)), get(() -> list(caller)))),
        pathPrefix(segment(), jobId -> document(caller, jobId)));
  }

  private Route document(Principal caller, String jobId) {
    return concat(
        pathEndOrSingleSlash(
            () -> concat(get(() -> look(caller, jobId)), delete(() -> cancel(caller, jobId)))),
        path(
            "outline",
            () ->
                concat(
                    get(() -> outline(caller, jobId)), post(() -> settleOutline(caller, jobId)))),
        path("answer", () -> post(() -> answer(caller, jobId))),
        path("events", () -> get(() -> known(caller, jobId, job -> events(caller, jobId)))),
        path(segment("files").slash(segment()), format -> get(() -> file(caller, jobId, format))));
  }

  private Route look(Principal caller, String jobId) {
    return known(
        caller,
        jobId,
        job ->
            longPoll.of(
                caller.tenant(),
                job,
                shown -> known(caller, jobId, shown),
                shown -> Json.ok(JobResource.of(shown))));
  }

  private Route submit(Principal caller) {
    return optionalHeaderValueByName(
        "Idempotency-Key",
        key -> {
          Optional<String> valid = key.map(IdempotencyKey::valid);
          return Json.body(
              JsonNode.class,
              body ->
                  extractRequest(
                      request ->
                          onSuccess(
                              documents.submit(
                                  caller, DocumentRequest.read(body), valid, RequestId.of(request)),
                              submission -> complete(JobResource.accepted(submission)))));
        });
  }

  private Route list(Principal caller) {
    return parameterOptional(
        "status",
        status ->
            parameterOptional(
                "document_type",
                type ->
                    parameterOptional(
                        "language",
                        language ->
                            Paging.extract(
                                paging ->
                                    onSuccess(
                                        documents.list(
                                            caller.tenant(),
                                            filter(status, type, language),
                                            paging.cursor(),
                                            paging.limit()),
                                        page ->
                                            Json.ok(
                                                new Paging.Page<>(
                                                    page.jobs().stream()
                                                        .map(JobResource::of)
                                                        .toList(),
                                                    page.next())))))));
  }

  private Route cancel(Principal caller, String jobId) {
    return extractRequest(
        request ->
            onSuccess(
                documents.cancel(caller, jobId, RequestId.of(request)),
                job -> Json.ok(JobResource.of(job.orElseThrow(() -> unknown(jobId))))));
  }

  private Route outline(Principal caller, String jobId) {
    return onSuccess(
        documents.outline(caller.tenant(), jobId),
        outline -> Json.ok(outline.orElseThrow(() -> unknown(jobId))));
  }

  private Route settleOutline(Principal caller, String jobId) {
    return Json.body(
        OutlineEdit.class,
        edit ->
            extractRequest(
                request ->
                    onSuccess(
                        documents.settleOutline(caller, jobId, edit, RequestId.of(request)),
                        job -> goesOn(jobId, job))));
  }

  private Route answer(Principal caller, String jobId) {
    return Json.body(
        Answer.class,
        answer ->
            extractRequest(
                request ->
                    onSuccess(
                        documents.answer(caller, jobId, answer, RequestId.of(request)),
                        job -> goesOn(jobId, job))));
  }

  private static Route goesOn(String jobId, Optional<JobView> job) {
    return Json.respond(202, JobResource.of(job.orElseThrow(() -> unknown(jobId))));
  }

  private Route events(Principal caller, String jobId) {
    return Sse.stream(
        last ->
            documents
                .progress(caller.tenant(), jobId, last.map(EventId::read).orElse(0L))
                .map(step -> Sse.event(step.event(), Long.toString(step.id()), step)));
  }

  /** Of a version, or of the latest one. */
  private Route file(Principal caller, String jobId, String format) {
    return parameterOptional(
        "version",
        version -> {
          Optional<Integer> number = version.map(VersionNumber::read);
          return onSuccess(
              versions.job(caller.tenant(), jobId, number),
              made ->
                  known(
                      caller,
                      made.orElseThrow(() -> noVersion(number.orElse(1))),
                      job -> file(caller, job, format, keeping(number))));
        });
  }

  /** What the latest version is will change; what a version is will not. */
  private static Keeping keeping(Optional<Integer> version) {
    return version.isPresent() ? Keeping.FOR_EVER : Keeping.ASK_AGAIN;
  }

  private static RuntimeException noVersion(int version) {
    return Problem.notFound("The document has no version " + version + ".").asException();
  }

  private Route file(Principal caller, JobView job, String format, Keeping keeping) {
    JobView.File file =
        job.files().stream()
            .filter(made -> made.format().equals(format))
            .findFirst()
            .orElseThrow(() -> noFile(job, format));
    return download.route(
        caller.tenant(),
        new FileDownload.File(file.artifact(), file.name(), file.mediaType(), file.size()),
        keeping);
  }

  private Route known(Principal caller, String jobId, Function<JobView, Route> inner) {
    return onSuccess(
        documents.find(caller.tenant(), jobId),
        job -> inner.apply(job.orElseThrow(() -> unknown(jobId))));
  }

  private static RuntimeException unknown(String jobId) {
    return Problem.notFound("There is no document job " + Problem.printable(jobId) + ".")
        .asException();
  }

  private static RuntimeException noFile(JobView job, String format) {
    if (job.formats().contains(format)) {
      return job.status().ended()
          ? Problem.notFound("The job is " + job.status().id() + "; it has no file.").asException()
          : Problem.conflict("The file is not finished; the job is " + job.status().id() + ".")
              .retryAfter(1)
              .asException();
    }
    return Problem.notFound(
            "The document was not asked for as "
                + Problem.printable(format)
                + "; it comes as "
                + String.join(", ", job.formats())
                + ".")
        .asException();
  }

  private static JobFilter filter(
      Optional<String> status, Optional<String> type, Optional<String> language) {
    return new JobFilter(
        status.map(id -> valid("status", () -> JobStatus.of(id))),
        type.map(id -> valid("document_type", () -> typed(id))),
        language.map(code -> valid("language", () -> Language.of(code).code())));
  }

  private static String typed(String id) {
    return id.equals(TemplateFill.TYPE) ? id : DocumentType.of(id).id();
  }

  private static <T> T valid(String parameter, java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException invalid) {
      throw Problem.validation(
              parameter, invalid.getMessage().replaceFirst("^" + parameter + ": ", ""))
          .asException();
    }
  }
}
