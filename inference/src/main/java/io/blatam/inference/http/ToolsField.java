package io.blatam.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.api.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything in a chat request that is about functions. */
final class ToolsField {

  private ToolsField() {}

  static Optional<Tools> parse(Body body) {
    JsonNode tools = body.get("tools");
    if (!body.has("tools") || tools.isArray() && tools.isEmpty()) {
      return Optional.empty();
    }
    if (!tools.isArray()) {
      throw InvalidRequestException.field("tools", "must be a list");
    }
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      if (!tool.path("type").asText("").equals("function")
          || !tool.path("function").path("name").isTextual()) {
        throw InvalidRequestException.field(
            "tools[" + i + "]", "must be of type function, with function.name");
      }
    }
    Optional<Boolean> parallel =
        body.has("parallel_tool_calls")
            ? Optional.of(body.flag("parallel_tool_calls"))
            : Optional.empty();
    return Optional.of(new Tools(tools.toString(), choice(body), parallel));
  }

  private static Optional<String> choice(Body body) {
    if (!body.has("tool_choice")) {
      return Optional.empty();
    }
    JsonNode choice = body.get("tool_choice");
    if (!choice.isObject() && !List.of("auto", "none", "required").contains(choice.asText())) {
      throw InvalidRequestException.field(
          "tool_choice", "must be auto, none, required, or an object that names a function");
    }
    return Optional.of(choice.toString());
  }

  /** What an assistant's message asked for. */
  static List<ToolCall> calls(JsonNode message, Message.Role role, String at) {
    List<ToolCall> calls = new ArrayList<>();
    if (role != Message.Role.ASSISTANT) {
      return calls;
    }
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      if (!call.path("id").isTextual()
          || !function.path("name").isTextual()
          || !function.path("arguments").isTextual()) {
        throw InvalidRequestException.field(
            at + ".tool_calls[" + calls.size() + "]",
            "must have an id, function.name and function.arguments, each a text");
      }
      calls.add(
          new ToolCall(
              call.path("id").asText(),
              function.path("name").asText(),
              function.path("arguments").asText()));
    }
    return calls;
  }

  /** Which call a tool's message answers. */
  static Optional<String> answered(JsonNode message, Message.Role role, String at) {
    if (role != Message.Role.TOOL) {
      return Optional.empty();
    }
    if (!message.path("tool_call_id").isTextual()) {
      throw InvalidRequestException.field(
          at + ".tool_call_id", "must name the call that this answers");
    }
    return Optional.of(message.path("tool_call_id").asText());
  }
}
