package io.blatam.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The OpenAPI description of everything that a client can call, put together from one YAML resource
 * a service.
 */
final class ApiDescription {

  /** In the order in which a reader meets them. */
  private static final List<String> PARTS =
      List.of(
          "base",
          "auth",
          "bul",
          "bul-agents",
          "bul-queue",
          "bul-revisions",
          "bul-webhooks",
          "bul-knowledge",
          "bul-bulk",
          "bul-schedules",
          "bul-events",
          "gamma",
          "agents",
          "redundancy",
          "export",
          "inference",
          "kv-cache",
          "operations");

  private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete");

  private ApiDescription() {}

  /**
   * @throws IllegalStateException if two parts describe the same thing: a defect of the resources
   */
  public static ObjectNode load() {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    ObjectNode whole = yaml.createObjectNode();
    for (String part : PARTS) {
      merge("", whole, read(yaml, part));
    }
    whole.get("paths").properties().forEach(path -> addFailures(path.getKey(), path.getValue()));
    return whole;
  }

  /** What the gateway itself may answer to anything it forwards is said once, not at each. */
  private static void addFailures(String path, JsonNode item) {
    boolean openAi = path.startsWith("/v1/");
    if (!openAi && !path.startsWith("/api/v1/")) {
      return;
    }
    String answer = openAi ? "OpenAiError" : "AnyProblem";
    for (String verb : VERBS) {
      if (item.path(verb).path("responses") instanceof ObjectNode responses) {
        responses.putObject("default").put("$ref", "#/components/responses/" + answer);
      }
    }
  }

  private static JsonNode read(ObjectMapper yaml, String part) {
    String resource = "/openapi/" + part + ".yaml";
    try (InputStream in = ApiDescription.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return yaml.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can not be read", e);
    }
  }

  /** Objects are united, lists follow one another; nothing is said twice. */
  private static void merge(String at, ObjectNode into, JsonNode part) {
    part.properties()
        .forEach(
            field -> {
              String path = at + "/" + field.getKey();
              JsonNode there = into.get(field.getKey());
              if (there == null) {
                into.set(field.getKey(), field.getValue());
              } else if (there instanceof ObjectNode object && field.getValue().isObject()) {
                merge(path, object, field.getValue());
              } else if (there instanceof ArrayNode list && field.getValue().isArray()) {
                field.getValue().forEach(list::add);
              } else {
                throw new IllegalStateException("described twice: " + path);
              }
            });
  }
}
