package io.blatam.inference.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.inference.api.GenerationException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lines of the stream (server-sent events as the WHATWG HTML standard has them, of which
 * only {@code data} matters here) and the chunks in them. Also reads a whole chat completion, for
 * endpoints that do not stream although asked to.
 */
final class ChunkParser {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DATA = "data:";
  private static final int QUOTED = 120;

  private ChunkParser() {}

  /**
   * @param line without its end; a comment, a blank line or another field says nothing
   * @throws UpstreamFailure if it is data, but no chunk
   */
  static List<StreamEvent> line(String line) {
    if (!line.startsWith(DATA)) {
      return List.of();
    }
    String data = line.substring(DATA.length()).strip();
    if (data.isEmpty()) {
      return List.of();
    }
    return data.equals("[DONE]") ? List.of(StreamEvent.Done.INSTANCE) : chunk(json(data), "delta");
  }

  /**
   * @param body of a response that is not a stream
   * @throws UpstreamFailure if it is no chat completion
   */
  static List<StreamEvent> whole(String body) {
    JsonNode json = json(body);
    if (!json.path("choices").path(0).has("message")) {
      throwIfError(json);
      throw notTheProtocol(body);
    }
    List<StreamEvent> events = new ArrayList<>(chunk(json, "message"));
    events.add(StreamEvent.Done.INSTANCE);
    return events;
  }

  /** What an error response says, if it says it as OpenAI does. */
  static String errorMessage(String body) {
    try {
      JsonNode error = MAPPER.readTree(body).path("error");
      return error.isTextual() ? error.asText() : error.path("message").asText("");
    } catch (JsonProcessingException notJson) {
      return "";
    }
  }

  /** OpenAI's own code for it, such as insufficient_quota. */
  static String errorCode(String body) {
    try {
      return MAPPER.readTree(body).path("error").path("code").asText("");
    } catch (JsonProcessingException notJson) {
      return "";
    }
  }

  private static List<StreamEvent> chunk(JsonNode json, String part) {
    throwIfError(json);
    List<StreamEvent> events = new ArrayList<>();
    JsonNode choice = json.path("choices").path(0);
    String text = choice.path(part).path("content").asText("");
    if (!text.isEmpty()) {
      events.add(new StreamEvent.Text(text, json.path("model").asText("")));
    }
    events.addAll(toolPieces(choice.path(part).path("tool_calls"), json.path("model").asText("")));
    String finish = choice.path("finish_reason").asText("");
    if (!finish.isEmpty() && !finish.equals("null")) {
      events.add(new StreamEvent.Finish(finish));
    }
    JsonNode usage = json.path("usage");
    if (usage.isObject()) {
      events.add(
          new StreamEvent.Tokens(
              usage.path("prompt_tokens").asInt(), usage.path("completion_tokens").asInt(), false));
    }
    return events;
  }

  /** A whole answer's calls have no index: they count as they stand. */
  private static List<StreamEvent> toolPieces(JsonNode calls, String model) {
    List<StreamEvent> pieces = new ArrayList<>();
    for (JsonNode call : calls) {
      JsonNode function = call.path("function");
      pieces.add(
          new StreamEvent.ToolPiece(
              call.path("index").asInt(pieces.size()),
              call.path("id").asText(""),
              function.path("name").asText(""),
              function.path("arguments").asText(""),
              model));
    }
    return pieces;
  }

  private static void throwIfError(JsonNode json) {
    if (json.hasNonNull("error")) {
      throw UpstreamFailure.lasting(
          Reason.UNAVAILABLE,
          "the model's endpoint reports: " + shortened(errorMessage(json.toString())));
    }
  }

  private static JsonNode json(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw notTheProtocol(text);
    }
    throw notTheProtocol(text);
  }

  private static UpstreamFailure notTheProtocol(String text) {
    return UpstreamFailure.lasting(
        Reason.PROTOCOL,
        "the model's endpoint sent something that is no chat completion: " + shortened(text));
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
  }
}
