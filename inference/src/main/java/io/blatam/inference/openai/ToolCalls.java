package io.blatam.inference.openai;

import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the calls that a model asks for together from their pieces. Not thread-safe. */
final class ToolCalls {

  /** More than any model asks for at once; a number from outside must not size anything. */
  private static final int MOST = 128;

  private static final class Call {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();
  }

  private final List<Call> calls = new ArrayList<>();

  /**
   * @throws UpstreamFailure if it belongs to no call
   */
  GenerationChunk on(StreamEvent.ToolPiece piece) {
    if (piece.index() < 0 || piece.index() > calls.size() || piece.index() >= MOST) {
      throw UpstreamFailure.lasting(
          Reason.PROTOCOL,
          "the model's endpoint goes on with tool call "
              + piece.index()
              + ", which it never began");
    }
    if (piece.index() == calls.size()) {
      calls.add(new Call());
    }
    Call call = calls.get(piece.index());
    call.id = call.id.isEmpty() ? piece.id() : call.id;
    call.name = call.name.isEmpty() ? piece.name() : call.name;
    call.arguments.append(piece.arguments());
    return new GenerationChunk.ToolCallDelta(
        piece.index(), piece.id(), piece.name(), piece.arguments());
  }

  List<ToolCall> whole() {
    return calls.stream()
        .map(call -> new ToolCall(call.id, call.name, call.arguments.toString()))
        .toList();
  }

  /** All that the model wrote of them, for an estimate of its length. */
  String written() {
    return calls.stream().map(call -> call.name + call.arguments).collect(Collectors.joining());
  }
}
