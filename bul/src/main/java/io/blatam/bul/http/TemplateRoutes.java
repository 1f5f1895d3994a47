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
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.api.Documents;
import io.blatam.bul.template.Template;
import io.blatam.bul.template.TemplateRequest;
import io.blatam.bul.template.Templates;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /api/v1/bul/templates}: a tenant's own templates, and the documents made of them. */
public final class TemplateRoutes {

  private static final long FORM_BYTES = 256 * 1024;

  private final Templates templates;
  private final TemplateDocumentRoutes made;
  private final Identity identity;
  private final Materializer materializer;

  public TemplateRoutes(
      Templates templates,
      Documents documents,
      Identity identity,
      ArtifactStore artifacts,
      ActorSystem<?> system) {
    this.templates = templates;
    this.made = new TemplateDocumentRoutes(templates, documents, artifacts);
    this.identity = identity;
    this.materializer = SystemMaterializer.get(system).materializer();
  }

  public Route routes() {
    return pathPrefix(
        segment("api").slash("v1").slash("bul").slash("templates"),
        () -> identity.requiring(Scopes.DOCUMENTS, this::templates));
  }

  private Route templates(Principal caller) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(
                    post(() -> uploaded(request -> add(caller, request))),
                    get(() -> list(caller)))),
        pathPrefix(segment(), id -> template(caller, id)));
  }

  private Route template(Principal caller, String id) {
    return concat(
        pathEndOrSingleSlash(
            () ->
                concat(
                    get(() -> known(caller, id, found -> Json.ok(TemplateResource.of(found)))),
                    delete(() -> remove(caller, id)))),
        path(
            "versions",
            () ->
                concat(
                    post(() -> uploaded(request -> addVersion(caller, id, request))),
                    get(() -> versions(caller, id)))),
        path("file", () -> get(() -> known(caller, id, this::source))),
        path("preview", () -> post(() -> known(caller, id, this::preview))),
        path("documents", () -> post(() -> known(caller, id, found -> made.ask(caller, found)))),
        path(
            segment("documents").slash(segment()).slash("files").slash(segment()),
            (document, format) -> get(() -> made.file(caller, id, document, format))));
  }

  private Route uploaded(Function<HttpRequest, Route> inner) {
    return withSizeLimit(templates.fileBytes() + FORM_BYTES, () -> extractRequest(inner::apply));
  }

  private Route add(Principal caller, HttpRequest request) {
    return upload(
        request,
        upload ->
            onSuccess(
                templates.add(caller, upload, RequestId.of(request)), TemplateRoutes::created));
  }

  private Route addVersion(Principal caller, String id, HttpRequest request) {
    return upload(
        request,
        upload ->
            onSuccess(
                templates.addVersion(caller, id, upload, RequestId.of(request)),
                added -> created(added.orElseThrow(() -> unknown(id)))));
  }

  private Route upload(HttpRequest request, Function<Templates.Upload, Route> inner) {
    if (!Upload.isForm(request)) {
      return Json.body(
          TemplateRequest.Typed.class, typed -> inner.apply(TemplateRequest.upload(typed)));
    }
    CompletionStage<Templates.Upload> read =
        Upload.<byte[]>read(
                request,
                materializer,
                (name, type, bytes) ->
                    bytes
                        .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
                        .thenApply(ByteString::toArray))
            .thenApply(
                form ->
                    TemplateRequest.upload(
                        form.fields(), form.fileName(), requireSize(form.file())));
    return onSuccess(read, inner);
  }

  private byte[] requireSize(byte[] file) {
    if (file.length == 0 || file.length > templates.fileBytes()) {
      throw Problem.validation(
              "file", "must have 1 to " + templates.fileBytes() + " bytes, not " + file.length)
          .asException();
    }
    return file;
  }

  private static Route created(Template template) {
    return complete(
        Json.response(201, TemplateResource.of(template))
            .addHeader(RawHeader.create("Location", TemplateResource.path(template.id()))));
  }

  private Route list(Principal caller) {
    return onSuccess(
        templates.list(caller.tenant()),
        all -> Json.ok(new Catalogue.Listing<>(all.stream().map(TemplateResource::of).toList())));
  }

  private Route versions(Principal caller, String id) {
    return onSuccess(
        templates.versions(caller.tenant(), id),
        all -> {
          if (all.isEmpty()) {
            throw unknown(id);
          }
          return Json.ok(new Catalogue.Listing<>(all.stream().map(TemplateResource::of).toList()));
        });
  }

  private Route remove(Principal caller, String id) {
    return extractRequest(
        request ->
            onSuccess(
                templates.delete(caller, id, RequestId.of(request)),
                gone -> {
                  if (!gone) {
                    throw unknown(id);
                  }
                  return complete(HttpResponse.create().withStatus(204));
                }));
  }

  private Route source(Template template) {
    return onSuccess(
        templates.source(template),
        bytes -> bytes("application/octet-stream", "template." + template.kind().id(), bytes));
  }

  private Route preview(Template template) {
    return Json.body(
        JsonNode.class,
        body ->
            onSuccess(
                templates.preview(template, TemplateRequest.data(body)),
                rendered ->
                    bytes(
                        rendered.mediaType(),
                        "preview." + template.kind().id(),
                        rendered.bytes())));
  }

  private static Route bytes(String mediaType, String name, byte[] bytes) {
    return complete(
        HttpResponse.create()
            .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
            .addHeader(
                RawHeader.create("Content-Disposition", "attachment; filename=\"" + name + "\""))
            .withEntity(HttpEntities.create(ContentTypes.parse(mediaType), bytes)));
  }

  private Route known(Principal caller, String id, Function<Template, Route> inner) {
    return parameterOptional(
        "version",
        version ->
            onSuccess(
                templates.find(caller.tenant(), id, version.map(VersionNumber::read)),
                found -> inner.apply(found.orElseThrow(() -> unknown(id)))));
  }

  private static RuntimeException unknown(String id) {
    return Problem.notFound("There is no template " + Problem.printable(id) + " in this version.")
        .asException();
  }
}
