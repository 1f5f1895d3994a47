package io.blatam.kvcache.resp.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path to one place in a document: {@code $}, {@code $.a.b[0]}, {@code $['a b']}, or without the
 * dollar as RedisJSON's first version had it.
 *
 * @param dollar whether the path began with one: replies then are arrays of what matches
 */
record JsonPath(List<Object> steps, boolean dollar) {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.?([A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff-]*)"
              + "|\\[(-?\\d{1,9})\\]|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]");

  static JsonPath parse(String text) {
    boolean dollar = text.startsWith("$");
    String rest = dollar ? text.substring(1) : text.equals(".") ? "" : text;
    List<Object> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new CommandException(
            "ERR the path '" + text + "' is not one of names and indexes, such as $.a.b[0]");
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return new JsonPath(steps, dollar);
  }

  private static Object step(Matcher matcher) {
    if (matcher.group(2) != null) {
      return Integer.valueOf(matcher.group(2));
    }
    for (int group : new int[] {1, 3, 4}) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    throw new IllegalStateException("a step without a group");
  }

  boolean root() {
    return steps.isEmpty();
  }

  Optional<JsonNode> find(JsonNode document) {
    JsonNode at = document;
    for (Object step : steps) {
      at = child(at, step);
      if (at.isMissingNode()) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /**
   * Changes the document in place.
   *
   * @return false where there is no place such as this
   */
  boolean set(JsonNode document, JsonNode value) {
    Optional<JsonNode> parent = parent(document);
    Object last = steps.get(steps.size() - 1);
    if (parent.isEmpty()) {
      return false;
    } else if (parent.get() instanceof ObjectNode object && last instanceof String name) {
      object.set(name, value);
      return true;
    } else if (parent.get() instanceof ArrayNode array && last instanceof Integer index) {
      int at = index < 0 ? array.size() + index : index;
      if (at < 0 || at >= array.size()) {
        return false;
      }
      array.set(at, value);
      return true;
    }
    return false;
  }

  /**
   * Changes the document in place.
   *
   * @return whether there was something
   */
  boolean remove(JsonNode document) {
    Optional<JsonNode> parent = parent(document);
    Object last = steps.get(steps.size() - 1);
    if (parent.isEmpty() || child(parent.get(), last).isMissingNode()) {
      return false;
    }
    if (parent.get() instanceof ObjectNode object) {
      object.remove((String) last);
    } else if (parent.get() instanceof ArrayNode array) {
      int index = (Integer) last;
      array.remove(index < 0 ? array.size() + index : index);
    }
    return true;
  }

  private Optional<JsonNode> parent(JsonNode document) {
    return new JsonPath(steps.subList(0, steps.size() - 1), dollar).find(document);
  }

  private static JsonNode child(JsonNode node, Object step) {
    if (step instanceof Integer index) {
      return node.path(index < 0 && node.isArray() ? node.size() + index : index);
    }
    return node.path((String) step);
  }
}
