package io.blatam.inference.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Usage;
import io.blatam.platform.http.Json;
import java.time.Instant;
import java.util.UUID;

/** A chat completion as OpenAI writes it, whole or in chunks that share an id. */
record ChatAnswer(String id, long created) {

  static ChatAnswer begin(Instant now) {
    String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    return new ChatAnswer(id, now.getEpochSecond());
  }

  ObjectNode whole(Generation generation) {
    ObjectNode root = root("chat.completion", generation.model());
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", generation.text());
    choice.put("finish_reason", generation.finishReason());
    usage(root, generation.usage());
    return root;
  }

  ObjectNode first(String model) {
    ObjectNode root = root("chat.completion.chunk", model);
    ObjectNode choice = choice(root);
    choice.putObject("delta").put("role", "assistant").put("content", "");
    choice.putNull("finish_reason");
    return root;
  }

  ObjectNode piece(String model, String text) {
    ObjectNode root = root("chat.completion.chunk", model);
    ObjectNode choice = choice(root);
    choice.putObject("delta").put("content", text);
    choice.putNull("finish_reason");
    return root;
  }

  ObjectNode finish(Generation generation) {
    ObjectNode root = root("chat.completion.chunk", generation.model());
    ObjectNode choice = choice(root);
    choice.putObject("delta");
    choice.put("finish_reason", generation.finishReason());
    return root;
  }

  ObjectNode tokens(Generation generation) {
    ObjectNode root = root("chat.completion.chunk", generation.model());
    root.putArray("choices");
    usage(root, generation.usage());
    return root;
  }

  private static ObjectNode choice(ObjectNode root) {
    return root.putArray("choices").addObject().put("index", 0);
  }

  private ObjectNode root(String object, String model) {
    return Json.mapper()
        .createObjectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  private static void usage(ObjectNode root, Usage usage) {
    root.putObject("usage")
        .put("prompt_tokens", usage.promptTokens())
        .put("completion_tokens", usage.completionTokens())
        .put("total_tokens", usage.totalTokens());
  }
}
