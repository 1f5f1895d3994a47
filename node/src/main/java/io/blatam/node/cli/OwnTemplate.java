package io.blatam.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.node.client.Api;
import io.blatam.platform.http.Json;
import java.util.ArrayList;
import java.util.List;

/** The ask for a document of one of the company's own templates. */
final class OwnTemplate {

  private static final String TEMPLATES = "/api/v1/bul/templates";

  private OwnTemplate() {}

  /**
   * @param wanted the template's name or id
   * @param file with the data
   */
  static ObjectNode ask(Api api, String wanted, String file) {
    ObjectNode data = BriefFile.read(file);
    if (data.has("text") && data.size() == 1) {
      throw new CommandFailure("a template is filled in from a .yaml or .json file with its data");
    }
    ObjectNode ask = Json.mapper().createObjectNode();
    ask.putObject("template").put("id", id(api.get(TEMPLATES), wanted)).set("data", data);
    return ask;
  }

  static String id(JsonNode listing, String wanted) {
    List<String> named = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (JsonNode template : listing.path("items")) {
      String id = template.path("id").asText();
      String name = template.path("name").asText();
      if (id.equals(wanted)) {
        return id;
      }
      all.add(name);
      if (name.equalsIgnoreCase(wanted.strip())) {
        named.add(id);
      }
    }
    if (named.size() == 1) {
      return named.get(0);
    }
    throw new CommandFailure(
        named.isEmpty()
            ? "there is no template \"%s\"; there are: %s"
                .formatted(wanted, all.isEmpty() ? "none" : String.join(", ", all))
            : "%d templates are called \"%s\"; give the id of one: %s"
                .formatted(named.size(), wanted, String.join(", ", named)));
  }
}
