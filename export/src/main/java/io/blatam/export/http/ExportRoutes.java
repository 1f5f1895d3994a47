package io.blatam.export.http;

import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Route;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.Exporter;
import io.blatam.export.api.InvalidDocumentException;
import io.blatam.export.document.ParsedDocument;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Scopes;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** {@code POST /api/v1/export} and {@code GET /api/v1/export/formats}. */
public final class ExportRoutes {

  private static final int RETRY_AFTER_SECONDS = 3;

  private final Identity identity;
  private final Exporter exporter;
  private final Executor executor;

  /** One format as clients are told of it. */
  record FormatView(String name, String mediaType, String extension, String description) {}

  /** The list of formats, and the version that changes when the same text gives another file. */
  record FormatsView(List<FormatView> formats, String version) {}

  /**
   * @param executor bounded; refuses work when full
   */
  public ExportRoutes(Identity identity, Exporter exporter, Executor executor) {
    this.identity = identity;
    this.exporter = exporter;
    this.executor = executor;
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("export"),
        () -> concat(path("formats", () -> get(this::formats)), pathEnd(() -> post(this::export))));
  }

  private Route formats() {
    return identity.requiring(
        Scopes.DOCUMENTS,
        caller ->
            Json.ok(
                new FormatsView(
                    exporter.formats().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(ExportRoutes::view)
                        .toList(),
                    exporter.version())));
  }

  private static FormatView view(ExportFormat format) {
    return new FormatView(
        format.extension(), format.mediaType(), format.extension(), format.description());
  }

  private Route export() {
    return identity.requiring(
        Scopes.DOCUMENTS, caller -> Json.body(ExportRequest.class, this::rendered));
  }

  private Route rendered(ExportRequest request) {
    try {
      return completeWithFuture(CompletableFuture.supplyAsync(() -> file(request), executor));
    } catch (RejectedExecutionException full) {
      throw Problem.unavailable(
              "Too many documents wait to be rendered; try again.", RETRY_AFTER_SECONDS)
          .asException();
    }
  }

  private HttpResponse file(ExportRequest request) {
    ExportFormat format = request.exportFormat();
    try {
      ParsedDocument document = ParsedDocument.parse(request.markdown());
      byte[] bytes = exporter.export(document, format);
      String name = request.fileName().orElse(document.frontMatter().title());
      return HttpResponse.create()
          .withEntity(HttpEntities.create(contentType(format), bytes))
          .addHeader(RawHeader.create("Content-Disposition", FileName.disposition(name, format)))
          .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"));
    } catch (InvalidDocumentException invalid) {
      throw Problem.validation("markdown", invalid.getMessage()).asException();
    }
  }

  private static ContentType contentType(ExportFormat format) {
    return ContentTypes.parse(format.mediaType());
  }
}
