package io.blatam.bul.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.template.Template;
import io.blatam.platform.http.Json;

/** Templates and their documents as JSON, with links to go on with. */
final class TemplateResource {

  static final String TEMPLATES = "/api/v1/bul/templates";

  private TemplateResource() {}

  static String path(String id) {
    return TEMPLATES + "/" + id;
  }

  static ObjectNode of(Template template) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource
        .put("id", template.id())
        .put("name", template.name())
        .put("kind", template.kind().id())
        .put("version", template.version())
        .put("language", template.language())
        .put("currency", template.currency());
    if (!template.country().isEmpty()) {
      resource.put("country", template.country());
    }
    resource.set("fields", Json.mapper().valueToTree(template.fields()));
    resource.put("created_at", template.createdAt().toString());
    resource
        .putObject("links")
        .put("self", path(template.id()))
        .put("versions", path(template.id()) + "/versions")
        .put("file", path(template.id()) + "/file?version=" + template.version())
        .put("preview", path(template.id()) + "/preview")
        .put("documents", path(template.id()) + "/documents");
    return resource;
  }
}
