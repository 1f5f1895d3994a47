package io.blatam.inference.api;

import java.util.Objects;

/**
 * A function that the model wants called. Who asked calls it, and goes on with the conversation.
 *
 * @param id by which the answer refers to it
 * @param arguments JSON, as the model wrote it: it may be anything
 */
public record ToolCall(String id, String name, String arguments) {

  public ToolCall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arguments, "arguments");
  }
}
