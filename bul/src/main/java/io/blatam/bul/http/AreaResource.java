package io.blatam.bul.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.agent.CheckPoint;
import io.blatam.bul.agent.CheckPoint.Rule;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.agent.SmeAgents;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import io.blatam.platform.http.Json;
import java.util.List;
import java.util.Locale;

/** The agents as JSON, whole, in both languages. */
final class AreaResource {
  private AreaResource() {}

  static ObjectNode of(SmeAgents agents) {
    ObjectNode listing = Json.mapper().createObjectNode();
    ArrayNode items = listing.putArray("items");
    agents.all().forEach(agent -> items.add(of(agent)));
    return listing;
  }

  private static ObjectNode of(SmeAgent agent) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("id", agent.area().id());
    resource.set("name", Json.mapper().valueToTree(agent.name()));
    resource.set("expertise", Json.mapper().valueToTree(agent.expertise()));
    resource.set("tone", Json.mapper().valueToTree(agent.tone()));
    resource.set("document_types", Json.mapper().valueToTree(types(agent)));
    resource.set("reviewer", Json.mapper().valueToTree(agent.reviewer()));
    ArrayNode checklist = resource.putArray("checklist");
    agent.checklist().forEach(point -> checklist.add(point(point)));
    resource.set("outlines", Json.mapper().valueToTree(agent.outlines()));
    resource.set("glossary", Json.mapper().valueToTree(agent.glossary()));
    resource.set("questions", Json.mapper().valueToTree(agent.questions()));
    resource.set("keywords", Json.mapper().valueToTree(agent.keywords()));
    resource.set("documents", Json.mapper().valueToTree(agent.documents()));
    resource.set("examples", Json.mapper().valueToTree(agent.examples()));
    return resource;
  }

  /** Those it is named as author of, as far as they are written here, and those that name it. */
  private static List<String> types(SmeAgent agent) {
    return DocumentTypes.all().stream()
        .filter(
            type -> type.area().equals(agent.area()) || agent.documentTypes().contains(type.id()))
        .map(DocumentType::id)
        .toList();
  }

  private static ObjectNode point(CheckPoint point) {
    ObjectNode resource = Json.mapper().createObjectNode();
    resource.put("id", point.id());
    resource.set("text", Json.mapper().valueToTree(point.text()));
    resource.put("severity", point.severity().name().toLowerCase(Locale.ROOT));
    resource.set("document_types", Json.mapper().valueToTree(point.types()));
    point
        .rule()
        .ifPresentOrElse(
            rule -> resource.set(name(rule), Json.mapper().valueToTree(rule)),
            () -> resource.put("by", "people"));
    return resource;
  }

  private static String name(Rule rule) {
    return rule.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
