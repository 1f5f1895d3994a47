package io.blatam.gamma.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.gamma.api.PresentationView;
import io.blatam.platform.http.Json;

/** Presentations as JSON, with links to go on with. */
final class PresentationResource {

  private static final String PRESENTATIONS = "/api/v1/gamma/presentations";

  private PresentationResource() {}

  static String path(String id) {
    return PRESENTATIONS + "/" + id;
  }

  static ObjectNode of(PresentationView presentation) {
    String self = path(presentation.id());
    ObjectNode resource = Json.mapper().valueToTree(presentation);
    resource.remove("position");
    resource
        .withArray("files")
        .forEach(
            file -> {
              String format = file.get("format").textValue();
              ((ObjectNode) file).put("href", self + "/files/" + format).remove("artifact");
            });
    ObjectNode links = resource.putObject("links");
    links.put("self", self).put("events", self + "/events");
    if (!presentation.status().ended()) {
      links.put("cancel", self);
    }
    return resource;
  }
}
