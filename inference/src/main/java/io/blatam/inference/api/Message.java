package io.blatam.inference.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One turn of the conversation that a model answers.
 *
 * @param toolCalls what an assistant's turn asked for
 * @param toolCallId which call a tool's turn answers
 */
public record Message(
    Role role, String content, List<ToolCall> toolCalls, Optional<String> toolCallId) {

  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    /** What a function returned. */
    TOOL
  }

  public Message {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(toolCallId, "toolCallId");
    toolCalls = List.copyOf(toolCalls);
  }

  public Message(Role role, String content) {
    this(role, content, List.of(), Optional.empty());
  }

  public static Message system(String content) {
    return new Message(Role.SYSTEM, content);
  }

  public static Message user(String content) {
    return new Message(Role.USER, content);
  }

  public static Message assistant(String content) {
    return new Message(Role.ASSISTANT, content);
  }

  /** The same turn in other words. */
  public Message withContent(String value) {
    return new Message(role, value, toolCalls, toolCallId);
  }
}
