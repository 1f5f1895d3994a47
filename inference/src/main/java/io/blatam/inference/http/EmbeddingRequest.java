package io.blatam.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import io.blatam.inference.api.Usage;
import io.blatam.platform.http.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The body of {@code POST /v1/embeddings}, and its answer.
 *
 * @param role what the texts are, from {@code input_type}; this model tells searches and passages
 *     apart, which OpenAI's do not
 * @param base64 vectors as little-endian floats in Base64, which OpenAI's own Python client asks
 *     for
 */
record EmbeddingRequest(List<String> texts, Role role, boolean base64) {

  private static final Set<String> DEFAULTS = Set.of("", "default");

  static EmbeddingRequest parse(Body body, Embedder embedder, String model) {
    String asked = body.text("model").orElse("");
    if (!DEFAULTS.contains(asked) && !asked.equals(model)) {
      throw InvalidRequestException.field("model", "there is only '" + model + "' for embeddings");
    }
    if (body.has("dimensions") && body.integer("dimensions").orElse(0) != embedder.dimension()) {
      throw InvalidRequestException.field("dimensions", "are always " + embedder.dimension());
    }
    List<String> texts = texts(body.get("input"));
    if (texts.size() > embedder.maxBatch()) {
      throw InvalidRequestException.field(
          "input", "at most " + embedder.maxBatch() + " texts at a time, not " + texts.size());
    }
    return new EmbeddingRequest(texts, role(body), base64(body));
  }

  private static List<String> texts(JsonNode input) {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.asText());
    } else {
      input.forEach(
          text -> {
            if (!text.isTextual()) {
              throw InvalidRequestException.field("input", "must be texts; tokens are not read");
            }
            texts.add(text.asText());
          });
    }
    if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
      throw InvalidRequestException.field(
          "input", "must be a text or a list of texts, none of them blank");
    }
    return texts;
  }

  private static Role role(Body body) {
    return switch (body.text("input_type").orElse("passage")) {
      case "query" -> Role.QUERY;
      case "passage", "document" -> Role.PASSAGE;
      default -> throw InvalidRequestException.field("input_type", "must be query or passage");
    };
  }

  private static boolean base64(Body body) {
    return switch (body.text("encoding_format").orElse("float")) {
      case "float" -> false;
      case "base64" -> true;
      default -> throw InvalidRequestException.field("encoding_format", "must be float or base64");
    };
  }

  ObjectNode answer(List<float[]> vectors, String model) {
    ObjectNode root = Json.mapper().createObjectNode().put("object", "list");
    ArrayNode data = root.putArray("data");
    for (int i = 0; i < vectors.size(); i++) {
      ObjectNode entry = data.addObject().put("object", "embedding").put("index", i);
      if (base64) {
        entry.put("embedding", encode(vectors.get(i)));
      } else {
        ArrayNode numbers = entry.putArray("embedding");
        for (float value : vectors.get(i)) {
          numbers.add(value);
        }
      }
    }
    root.put("model", model);
    int tokens = texts.stream().mapToInt(Usage::tokens).sum();
    root.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return root;
  }

  private static String encode(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
