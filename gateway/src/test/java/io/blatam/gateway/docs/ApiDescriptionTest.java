package io.blatam.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

  private static final ObjectNode API = ApiDescription.load();
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

  private record Operation(String path, String verb, JsonNode node) {}

  private static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    API.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        field -> {
                          if (VERBS.contains(field.getKey())) {
                            all.add(new Operation(path.getKey(), field.getKey(), field.getValue()));
                          }
                        }));
    return all;
  }

  @Test
  void description_covers_everyServiceOfTheIssue() {
    assertThat(API.path("openapi").asText()).startsWith("3.1");
    Set<String> paths = new HashSet<>();
    API.get("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths)
        .contains(
            "/api/v1/auth/token",
            "/api/v1/bul/documents",
            "/api/v1/bul/documents/{id}/events",
            "/api/v1/bul/documents/{id}/files/{format}",
            "/api/v1/gamma/presentations",
            "/api/v1/agents/nlp/analyze",
            "/api/v1/agents/workflows",
            "/api/v1/redundancy/analyze",
            "/api/v1/redundancy/similarity",
            "/api/v1/export",
            "/api/v1/export/formats",
            "/api/v1/kv-cache/stats",
            "/v1/chat/completions",
            "/v1/embeddings",
            "/v1/models",
            "/ready");
  }

  @Test
  void references_all_leadSomewhere() {
    Matcher reference = Pattern.compile("\"\\$ref\":\"#(/[^\"]+)\"").matcher(API.toString());
    int found = 0;
    while (reference.find()) {
      found++;
      assertThat(API.at(reference.group(1)).isMissingNode()).as(reference.group(1)).isFalse();
    }
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void components_all_areUsed() {
    String whole = API.toString();
    for (String kind : List.of("schemas", "parameters", "responses", "headers")) {
      API.at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(
              name ->
                  assertThat(whole)
                      .as(kind + "/" + name)
                      .contains("\"#/components/" + kind + "/" + name + "\""));
    }
  }

  @Test
  void operations_all_sayWhoTheyAreAndWhatTheyAnswer() {
    Set<String> ids = new HashSet<>();
    Set<String> tags = new HashSet<>();
    API.get("tags").forEach(tag -> assertThat(tags.add(tag.path("name").asText())).isTrue());
    for (Operation operation : operations()) {
      String as = operation.verb() + " " + operation.path();
      assertThat(ids.add(operation.node().path("operationId").asText(as))).as(as).isTrue();
      assertThat(operation.node().path("summary").asText()).as(as).isNotEmpty();
      assertThat(tags).as(as).contains(operation.node().path("tags").path(0).asText());
      assertThat(operation.node().path("responses").size()).as(as).isPositive();
      for (String parameter : templated(operation.path())) {
        assertThat(parameterNames(operation)).as(as).contains(parameter);
      }
    }
    assertThat(ids).hasSizeGreaterThan(35);
  }

  @Test
  void requestBodies_all_haveAnExampleThatNamesOnlyDescribedFields() {
    for (Operation operation : operations()) {
      JsonNode media = operation.node().at("/requestBody/content/application~1json");
      if (media.isMissingNode()) {
        continue;
      }
      String as = operation.verb() + " " + operation.path();
      List<JsonNode> examples = new ArrayList<>();
      if (media.has("example")) {
        examples.add(media.get("example"));
      }
      media.path("examples").forEach(one -> examples.add(one.get("value")));
      assertThat(examples).as(as).isNotEmpty();
      examples.forEach(example -> requireDescribed(as, media.get("schema"), example));
    }
  }

  private static void requireDescribed(String as, JsonNode raw, JsonNode value) {
    JsonNode schema = raw.has("$ref") ? API.at(raw.get("$ref").asText().substring(1)) : raw;
    if (value.isObject() && schema.has("properties")) {
      value
          .properties()
          .forEach(
              field -> {
                JsonNode property = schema.get("properties").get(field.getKey());
                assertThat(property).as(as + " " + field.getKey()).isNotNull();
                requireDescribed(as, property, field.getValue());
              });
      schema
          .path("required")
          .forEach(name -> assertThat(value.has(name.asText())).as(as + " " + name).isTrue());
    }
    if (value.isArray() && schema.has("items")) {
      value.forEach(item -> requireDescribed(as, schema.get("items"), item));
    }
    if (schema.has("enum")) {
      List<String> known = new ArrayList<>();
      schema.get("enum").forEach(one -> known.add(one.asText()));
      assertThat(known).as(as).contains(value.asText());
    }
  }

  private static List<String> templated(String path) {
    return Pattern.compile("\\{([^}]+)}").matcher(path).results().map(m -> m.group(1)).toList();
  }

  private static List<String> parameterNames(Operation operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode source : List.of(API.get("paths").get(operation.path()), operation.node())) {
      source
          .path("parameters")
          .forEach(
              raw -> {
                JsonNode parameter =
                    raw.has("$ref") ? API.at(raw.get("$ref").asText().substring(1)) : raw;
                names.add(parameter.path("name").asText());
              });
    }
    return names;
  }
}
