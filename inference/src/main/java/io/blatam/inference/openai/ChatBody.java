package io.blatam.inference.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ResponseFormat;
import io.blatam.inference.api.ToolCall;
import io.blatam.inference.api.Tools;
import java.util.Locale;

/** A request as OpenAI's chat completions want it. Parameters that are not set are not sent. */
final class ChatBody {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ChatBody() {}

  /**
   * @param model as the endpoint calls it
   */
  static String of(GenerationRequest request, String model) {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("model", model);
    ArrayNode messages = body.putArray("messages");
    for (Message message : request.messages()) {
      message(messages.addObject(), message);
    }
    parameters(body, request.parameters());
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    return body.toString();
  }

  private static void message(ObjectNode body, Message message) {
    body.put("role", message.role().name().toLowerCase(Locale.ROOT));
    body.put("content", message.content());
    message.toolCallId().ifPresent(id -> body.put("tool_call_id", id));
    if (!message.toolCalls().isEmpty()) {
      ArrayNode calls = body.putArray("tool_calls");
      for (ToolCall call : message.toolCalls()) {
        calls
            .addObject()
            .put("id", call.id())
            .put("type", "function")
            .putObject("function")
            .put("name", call.name())
            .put("arguments", call.arguments());
      }
    }
  }

  private static void parameters(ObjectNode body, Parameters parameters) {
    sampling(body, parameters);
    parameters
        .responseFormat()
        .ifPresent(format -> responseFormat(body.putObject("response_format"), format));
    parameters.tools().ifPresent(tools -> tools(body, tools));
  }

  /** What the chat interface has in common with plain completions. */
  static void sampling(ObjectNode body, Parameters parameters) {
    parameters.temperature().ifPresent(value -> body.put("temperature", value));
    parameters.topP().ifPresent(value -> body.put("top_p", value));
    parameters.maxTokens().ifPresent(value -> body.put("max_tokens", value));
    parameters.seed().ifPresent(value -> body.put("seed", value));
    parameters.presencePenalty().ifPresent(value -> body.put("presence_penalty", value));
    parameters.frequencyPenalty().ifPresent(value -> body.put("frequency_penalty", value));
    if (!parameters.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      parameters.stop().forEach(stop::add);
    }
  }

  private static void responseFormat(ObjectNode body, ResponseFormat format) {
    body.put("type", format.type());
    format.schema().ifPresent(schema -> body.putRawValue("json_schema", new RawValue(schema)));
  }

  private static void tools(ObjectNode body, Tools tools) {
    body.putRawValue("tools", new RawValue(tools.definitions()));
    tools.choice().ifPresent(choice -> body.putRawValue("tool_choice", new RawValue(choice)));
    tools.parallel().ifPresent(parallel -> body.put("parallel_tool_calls", parallel));
  }
}
