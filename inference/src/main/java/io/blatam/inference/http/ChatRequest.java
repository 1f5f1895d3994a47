package io.blatam.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ResponseFormat;
import io.blatam.inference.api.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The body of a chat completion.
 *
 * @param includeUsage whether a stream ends with a chunk of token counts
 */
record ChatRequest(GenerationRequest generation, boolean stream, boolean includeUsage) {

  static ChatRequest parse(Body body, String tenant) {
    refuseWhatIsNotOffered(body);
    try {
      GenerationRequest generation =
          GenerationRequest.of(tenant, messages(body))
              .withModel(body.text("model").orElse(GenerationRequest.DEFAULT_MODEL))
              .withParameters(parameters(body))
              .withPriority(body.integer("priority").orElse(GenerationRequest.NORMAL_PRIORITY));
      boolean includeUsage = body.get("stream_options").path("include_usage").asBoolean(false);
      return new ChatRequest(generation, body.flag("stream"), includeUsage);
    } catch (IllegalArgumentException e) {
      throw named(e);
    }
  }

  /** Being silently ignored, these would change what the caller gets. */
  private static void refuseWhatIsNotOffered(Body body) {
    if (body.integer("n").orElse(1) != 1) {
      throw InvalidRequestException.field("n", "only one answer is given; leave it out");
    }
    for (String field : List.of("functions", "audio")) {
      if (body.has(field) && !body.get(field).isEmpty()) {
        throw InvalidRequestException.field(field, "is not offered here; leave it out");
      }
    }
  }

  private static List<Message> messages(Body body) {
    JsonNode messages = body.get("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw InvalidRequestException.field("messages", "must be a list of at least one message");
    }
    List<Message> read = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      String at = "messages[" + i + "]";
      JsonNode message = messages.get(i);
      read.add(message(message, at));
    }
    return read;
  }

  private static Message message(JsonNode message, String at) {
    Message.Role role = role(message.path("role"), at);
    List<ToolCall> calls = ToolsField.calls(message, role, at);
    // An assistant that only asks for calls says nothing.
    String content =
        message.hasNonNull("content") || calls.isEmpty()
            ? content(message.path("content"), at)
            : "";
    return new Message(role, content, calls, ToolsField.answered(message, role, at));
  }

  private static Message.Role role(JsonNode role, String at) {
    return switch (role.asText("")) {
      case "system", "developer" -> Message.Role.SYSTEM;
      case "user" -> Message.Role.USER;
      case "assistant" -> Message.Role.ASSISTANT;
      case "tool" -> Message.Role.TOOL;
      default ->
          throw InvalidRequestException.field(
              at + ".role", "must be system, developer, user, assistant or tool");
    };
  }

  private static String content(JsonNode content, String at) {
    if (content.isTextual()) {
      return content.asText();
    }
    if (!content.isArray()) {
      throw InvalidRequestException.field(at + ".content", "must be a text or a list of parts");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.size(); i++) {
      JsonNode part = content.get(i);
      if (!part.path("type").asText("").equals("text") || !part.path("text").isTextual()) {
        throw InvalidRequestException.field(
            at + ".content[" + i + "]", "only parts of type text are read");
      }
      text.append(part.path("text").asText());
    }
    return text.toString();
  }

  private static Parameters parameters(Body body) {
    OptionalInt maxTokens = body.integer("max_completion_tokens");
    return new Parameters(
        body.number("temperature"),
        body.number("top_p"),
        maxTokens.isPresent() ? maxTokens : body.integer("max_tokens"),
        body.longInteger("seed"),
        body.number("presence_penalty"),
        body.number("frequency_penalty"),
        stop(body),
        responseFormat(body),
        ToolsField.parse(body));
  }

  private static List<String> stop(Body body) {
    JsonNode stop = body.get("stop");
    if (!body.has("stop")) {
      return List.of();
    }
    if (stop.isTextual()) {
      return List.of(stop.asText());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : stop) {
      if (!text.isTextual()) {
        throw InvalidRequestException.field("stop", "must be a text or a list of texts");
      }
      texts.add(text.asText());
    }
    return texts;
  }

  private static Optional<ResponseFormat> responseFormat(Body body) {
    if (!body.has("response_format")) {
      return Optional.empty();
    }
    return switch (body.get("response_format").path("type").asText("")) {
      case "text" -> Optional.of(ResponseFormat.TEXT);
      case "json_object" -> Optional.of(ResponseFormat.JSON_OBJECT);
      case "json_schema" -> Optional.of(schema(body.get("response_format").path("json_schema")));
      default ->
          throw InvalidRequestException.field(
              "response_format.type", "must be text, json_object or json_schema");
    };
  }

  private static ResponseFormat schema(JsonNode schema) {
    if (!schema.path("schema").isObject() || !schema.path("name").isTextual()) {
      throw InvalidRequestException.field(
          "response_format.json_schema", "must have a name and a schema");
    }
    return ResponseFormat.jsonSchema(schema.toString());
  }

  /** The request records say "field: what to change". */
  private static InvalidRequestException named(IllegalArgumentException e) {
    String message = e.getMessage();
    int colon = message.indexOf(": ");
    return InvalidRequestException.field(message.substring(0, colon), message.substring(colon + 2));
  }
}
