package io.blatam.inference.privacy;

import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the hidden texts back while the answer comes: a placeholder may be cut anywhere, so what may
 * be the beginning of one waits for its rest. Belongs to one run of a stream.
 */
final class Restoring {

  private final Mask mask;
  private String text = "";
  private final Map<Integer, String> arguments = new TreeMap<>();

  Restoring(Mask mask) {
    this.mask = mask;
  }

  List<GenerationChunk> on(GenerationChunk chunk) {
    if (chunk instanceof GenerationChunk.Delta delta) {
      String all = text + delta.text();
      int kept = Mask.unfinished(all);
      text = all.substring(all.length() - kept);
      return delta(mask.restored(all.substring(0, all.length() - kept)));
    }
    if (chunk instanceof GenerationChunk.ToolCallDelta call) {
      String all = arguments.getOrDefault(call.index(), "") + call.arguments();
      int kept = Mask.unfinished(all);
      arguments.put(call.index(), all.substring(all.length() - kept));
      return List.of(
          new GenerationChunk.ToolCallDelta(
              call.index(),
              call.id(),
              call.name(),
              mask.restored(all.substring(0, all.length() - kept))));
    }
    if (chunk instanceof GenerationChunk.Completed completed) {
      return completed(completed.generation());
    }
    return List.of(chunk);
  }

  private static List<GenerationChunk> delta(String text) {
    return text.isEmpty() ? List.of() : List.of(new GenerationChunk.Delta(text));
  }

  /** What waited in vain for its rest comes first. */
  private List<GenerationChunk> completed(Generation generation) {
    List<GenerationChunk> chunks = new ArrayList<>(delta(mask.restored(text)));
    arguments.forEach(
        (index, rest) -> {
          if (!rest.isEmpty()) {
            chunks.add(new GenerationChunk.ToolCallDelta(index, "", "", mask.restored(rest)));
          }
        });
    List<ToolCall> calls =
        generation.toolCalls().stream()
            .map(call -> new ToolCall(call.id(), call.name(), mask.restored(call.arguments())))
            .toList();
    chunks.add(
        new GenerationChunk.Completed(
            generation.withText(mask.restored(generation.text()), calls)));
    return chunks;
  }
}
