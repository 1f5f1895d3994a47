package io.blatam.inference.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import java.util.Locale;

/** A request as OpenAI's chat completions want it. Parameters that are not set are not sent. */
final class ChatBody {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ChatBody() {}

  static String of(GenerationRequest request) {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("model", request.model());
    ArrayNode messages = body.putArray("messages");
    for (Message message : request.messages()) {
      messages
          .addObject()
          .put("role", message.role().name().toLowerCase(Locale.ROOT))
          .put("content", message.content());
    }
    parameters(body, request.parameters());
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    return body.toString();
  }

  private static void parameters(ObjectNode body, Parameters parameters) {
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
    parameters
        .responseFormat()
        .ifPresent(
            format ->
                body.putObject("response_format")
                    .put("type", format.name().toLowerCase(Locale.ROOT)));
  }
}
