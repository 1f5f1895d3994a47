package io.blatam.inference.fingerprint;

import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The name under which an answer is cached: two requests have the same fingerprint exactly if the
 * same answer may serve both.
 *
 * <p>Every field is written with its name and its length (see {@link CanonicalHash}), so no two
 * different requests can run together into the same bytes. A new field of {@link Parameters}
 * belongs here too; {@code FingerprintTest} fails if it is forgotten.
 */
public final class Fingerprint {

  /** Raised when the meaning of a field changes, so that what was cached before is not found. */
  private static final int VERSION = 2;

  private Fingerprint() {}

  /**
   * @param provider {@link io.blatam.inference.provider.Provider#identity}
   * @return 64 hexadecimal digits
   */
  public static String of(String provider, GenerationRequest request) {
    CanonicalHash hash =
        new CanonicalHash()
            .field("version", VERSION)
            .field("provider", provider)
            .field("tenant", request.tenant())
            .field("model", request.model())
            .field("template_version", request.templateVersion())
            .field("composed", request.composition().isPresent())
            .field("messages", flatten(request.messages()));
    return parameters(hash, request.parameters()).hex();
  }

  private static CanonicalHash parameters(CanonicalHash hash, Parameters parameters) {
    return hash.field("temperature", parameters.temperature())
        .field("top_p", parameters.topP())
        .field("max_tokens", parameters.maxTokens())
        .field("seed", parameters.seed())
        .field("presence_penalty", parameters.presencePenalty())
        .field("frequency_penalty", parameters.frequencyPenalty())
        .field("stop", parameters.stop())
        .field(
            "response_format",
            parameters
                .responseFormat()
                .map(format -> List.of(format.type(), format.schema().toString()))
                .orElse(List.of()))
        .field(
            "tools",
            parameters
                .tools()
                .map(
                    tools ->
                        List.of(
                            tools.definitions(),
                            tools.choice().toString(),
                            tools.parallel().toString()))
                .orElse(List.of()));
  }

  private static List<String> flatten(List<Message> messages) {
    List<String> flat = new ArrayList<>(4 * messages.size());
    for (Message message : messages) {
      flat.add(message.role().name());
      flat.add(message.content());
      flat.add(message.toolCallId().toString());
      flat.add(String.valueOf(message.toolCalls().size()));
      for (ToolCall call : message.toolCalls()) {
        flat.addAll(List.of(call.id(), call.name(), call.arguments()));
      }
    }
    return flat;
  }
}
