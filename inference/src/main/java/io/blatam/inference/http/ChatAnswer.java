package io.blatam.inference.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.api.Usage;
import io.blatam.platform.http.Json;
import java.time.Instant;
import java.util.List;
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
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (generation.toolCalls().isEmpty()) {
      message.put("content", generation.text());
    } else {
      message.put("content", generation.text().isEmpty() ? null : generation.text());
      calls(message.putArray("tool_calls"), generation.toolCalls());
    }
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

  ObjectNode piece(String model, GenerationChunk.ToolCallDelta piece) {
    ObjectNode root = root("chat.completion.chunk", model);
    ObjectNode choice = choice(root);
    ObjectNode call =
        choice.putObject("delta").putArray("tool_calls").addObject().put("index", piece.index());
    if (!piece.id().isEmpty()) {
      call.put("id", piece.id()).put("type", "function");
    }
    ObjectNode function = call.putObject("function");
    if (!piece.name().isEmpty()) {
      function.put("name", piece.name());
    }
    function.put("arguments", piece.arguments());
    choice.putNull("finish_reason");
    return root;
  }

  private static void calls(ArrayNode array, List<ToolCall> calls) {
    for (ToolCall call : calls) {
      array
          .addObject()
          .put("id", call.id())
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
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
