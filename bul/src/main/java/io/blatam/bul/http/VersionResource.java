package io.blatam.bul.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.JobView;
import io.blatam.bul.revision.VersionText;
import io.blatam.platform.http.Json;

/** A version as JSON: what it says, section by section, and its files. */
final class VersionResource {

  private VersionResource() {}

  static ObjectNode of(String document, int version, JobView job, VersionText text) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource
        .put("document", document)
        .put("version", version)
        .put("job_id", job.id())
        .put("title", text.title())
        .put("document_type", job.documentType())
        .put("language", job.language())
        .put("created_at", job.createdAt().toString());
    job.generator().ifPresent(who -> resource.put("generator", who));
    job.revises()
        .ifPresent(
            of ->
                resource
                    .put("base_version", of.baseVersion())
                    .put("asked", of.asked())
                    .put("changed", of.changes()));
    resource.set("sections", sections(job, text));
    resource.set("findings", Json.mapper().valueToTree(job.findings()));
    ArrayNode files = resource.putArray("files");
    job.files()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("format", file.format())
                    .put("name", file.name())
                    .put("media_type", file.mediaType())
                    .put("size", file.size())
                    .put(
                        "href",
                        JobResource.path(document)
                            + "/files/"
                            + file.format()
                            + "?version="
                            + version));
    return resource;
  }

  private static ArrayNode sections(JobView job, VersionText text) {
    ArrayNode sections = Json.mapper().createArrayNode();
    text.sections()
        .forEach(
            section -> {
              ObjectNode one = sections.addObject();
              one.put("id", section.id())
                  .put("title", section.title())
                  .put("narrative", section.narrative())
                  .put("purpose", section.purpose());
              job.sections().stream()
                  .filter(written -> written.id().equals(section.id()))
                  .findFirst()
                  .ifPresent(
                      written -> {
                        written.origin().ifPresent(origin -> one.put("origin", origin));
                        written.model().ifPresent(model -> one.put("model", model));
                      });
              one.put("text", section.text());
            });
    return sections;
  }
}
