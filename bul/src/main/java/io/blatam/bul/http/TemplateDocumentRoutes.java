package io.blatam.bul.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.parameterOptional;

import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.template.Template;
import io.blatam.bul.template.TemplateDocument;
import io.blatam.bul.template.Templates;
import io.blatam.platform.artifact.ArtifactStore;
import io.blatam.platform.http.FileDownload;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.RequestId;
import io.blatam.platform.identity.Principal;
import java.util.Optional;

/** {@code /api/v1/bul/templates/ID/documents}: documents made of a tenant's own template. */
final class TemplateDocumentRoutes {

  private final Templates templates;
  private final Documents documents;
  private final FileDownload download;

  TemplateDocumentRoutes(Templates templates, Documents documents, ArtifactStore artifacts) {
    this.templates = templates;
    this.documents = documents;
    this.download = new FileDownload(artifacts);
  }

  /** The ask for a document of a template, as {@code POST /documents} takes it. */
  Route ask(Principal caller, Template template) {
    return optionalHeaderValueByName(
        "Idempotency-Key",
        key -> {
          Optional<String> valid = key.map(IdempotencyKey::valid);
          return parameterOptional(
              "version",
              version ->
                  Json.body(
                      ObjectNode.class,
                      body ->
                          extractRequest(
                              request ->
                                  onSuccess(
                                      documents.submit(
                                          caller,
                                          request(template.id(), version, body),
                                          valid,
                                          RequestId.of(request)),
                                      submission -> complete(JobResource.accepted(submission))))));
        });
  }

  private static DocumentRequest request(String id, Optional<String> version, ObjectNode body) {
    ObjectNode ask = body.deepCopy();
    if (ask.has("template")) {
      throw Problem.validation("template", "is not a field here; the path names it").asException();
    }
    JsonNode data = ask.remove("data");
    ObjectNode template = ask.putObject("template").put("id", id);
    version.ifPresent(given -> template.put("version", VersionNumber.read(given)));
    if (data != null) {
      template.set("data", data);
    }
    return DocumentRequest.read(ask);
  }

  /** A file of a document that was made before such documents were jobs. */
  Route file(Principal caller, String id, String documentId, String format) {
    return onSuccess(
        templates.document(caller.tenant(), id, documentId),
        found -> {
          TemplateDocument.File file =
              found.stream()
                  .flatMap(document -> document.files().stream())
                  .filter(one -> one.format().equals(format))
                  .findFirst()
                  .orElseThrow(
                      () -> Problem.notFound("There is no such document or file.").asException());
          return download.route(
              caller.tenant(),
              new FileDownload.File(file.artifact(), file.name(), file.mediaType(), file.size()),
              FileDownload.Keeping.FOR_EVER);
        });
  }
}
