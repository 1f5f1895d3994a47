package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a brief a value stands, as problems name it: {@code quotation.items[0].name}. */
record FieldPath(String text) {

  private static final Pattern VALID =
      Pattern.compile("[a-z][a-z0-9_]*(\\[\\d{1,3}])?(\\.[a-z][a-z0-9_]*(\\[\\d{1,3}])?){0,8}");
  private static final Pattern STEP = Pattern.compile("([a-z0-9_]+)|\\[(\\d+)]");

  static boolean valid(String text) {
    return VALID.matcher(text).matches();
  }

  /** Puts a value there, making what is around it. False if something else is in the way. */
  boolean put(ObjectNode root, JsonNode value) {
    List<Object> steps = steps();
    JsonNode at = root;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      JsonNode next = last ? value : steps.get(i + 1) instanceof Integer ? list() : object();
      JsonNode there = child(at, steps.get(i));
      if (there == null || there.isNull()) {
        if (!set(at, steps.get(i), next)) {
          return false;
        }
        at = next;
      } else if (last || there.getNodeType() != next.getNodeType()) {
        return false;
      } else {
        at = there;
      }
    }
    return true;
  }

  private List<Object> steps() {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      steps.add(step.group(1) != null ? step.group(1) : Integer.valueOf(step.group(2)));
    }
    return steps;
  }

  private static JsonNode child(JsonNode at, Object step) {
    return step instanceof Integer index ? at.get(index) : at.get((String) step);
  }

  private static boolean set(JsonNode at, Object step, JsonNode value) {
    if (at instanceof ArrayNode array && step instanceof Integer index) {
      while (array.size() <= index) {
        array.addNull();
      }
      array.set(index, value);
      return true;
    }
    if (at instanceof ObjectNode object && step instanceof String name) {
      object.set(name, value);
      return true;
    }
    return false;
  }

  private static ArrayNode list() {
    return io.blatam.platform.http.Json.mapper().createArrayNode();
  }

  private static ObjectNode object() {
    return io.blatam.platform.http.Json.mapper().createObjectNode();
  }
}
