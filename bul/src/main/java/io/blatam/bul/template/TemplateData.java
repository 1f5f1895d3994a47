package io.blatam.bul.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.platform.http.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a template is told: from JSON to maps, lists, texts, numbers and truth values, and nothing
 * else. Pure.
 */
final class TemplateData {

  private static final int TEXT = 20_000;
  private static final int VALUES = 20_000;
  private static final int DIGITS = 40;

  private static final Pattern PLAIN =
      Pattern.compile("\\s*-?\\d{1,15}(?:[.,](?:\\d{1,2}|\\d{4,8}))?\\s*");

  private int values;

  private TemplateData() {}

  /** Reads an object; fails with a problem (400) that names the value that is too much. */
  static Map<String, Object> of(JsonNode json) {
    if (json == null || !json.isObject()) {
      throw Problem.validation("data", "must be an object, such as {\"client\": {\"name\": \"…\"}}")
          .asException();
    }
    return new TemplateData().map("data", json);
  }

  private Map<String, Object> map(String at, JsonNode json) {
    Map<String, Object> map = new LinkedHashMap<>();
    json.properties()
        .forEach(
            field -> map.put(field.getKey(), value(at + "." + field.getKey(), field.getValue())));
    return map;
  }

  private Object value(String at, JsonNode json) {
    if (++values > VALUES) {
      throw Problem.validation("data", "has more than " + VALUES + " values").asException();
    }
    if (json.isObject()) {
      return map(at, json);
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode one : json) {
        list.add(value(at + "[" + list.size() + "]", one));
      }
      return list;
    }
    if (json.isNumber()) {
      BigDecimal number = json.decimalValue();
      if (number.precision() > DIGITS || Math.abs(number.scale()) > DIGITS) {
        throw Problem.validation(at, "has more than " + DIGITS + " digits").asException();
      }
      return number;
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.isNull()) {
      return "";
    }
    if (json.textValue().length() > TEXT) {
      throw Problem.validation(at, "has more than " + TEXT + " characters").asException();
    }
    return json.textValue();
  }

  /**
   * The same data with numbers where a field wants numbers and a text says one: in forms and tables
   * everything is text. "1250.5" and "1250,5" are numbers; "1,250" may be a thousand or a fraction
   * and stays a text.
   */
  static Map<String, Object> fitted(List<Field> fields, Map<String, Object> data) {
    List<String> numbers =
        fields.stream()
            .filter(field -> field.type() == Field.Type.NUMBER)
            .map(Field::name)
            .toList();
    return numbers.isEmpty() ? data : fittedMap("", data, numbers);
  }

  private static Map<String, Object> fittedMap(
      String path, Map<String, Object> data, List<String> numbers) {
    Map<String, Object> fitted = new LinkedHashMap<>();
    data.forEach(
        (name, value) ->
            fitted.put(name, fitted(path.isEmpty() ? name : path + "." + name, value, numbers)));
    return fitted;
  }

  @SuppressWarnings("unchecked")
  private static Object fitted(String path, Object value, List<String> numbers) {
    if (value instanceof Map<?, ?> map) {
      return fittedMap(path, (Map<String, Object>) map, numbers);
    }
    if (value instanceof List<?> list) {
      List<Object> fitted = new ArrayList<>();
      list.forEach(one -> fitted.add(fitted(path + "[]", one, numbers)));
      return fitted;
    }
    return value instanceof String text && numbers.contains(path) && PLAIN.matcher(text).matches()
        ? new BigDecimal(text.strip().replace(',', '.'))
        : value;
  }

  /** Every required field that the data does not have, as the problem's entries. */
  static List<Problem.FieldError> missing(List<Field> fields, Map<String, Object> data) {
    List<Problem.FieldError> missing = new ArrayList<>();
    for (Field field : fields) {
      if (field.required() && !has(data, field.name())) {
        missing.add(
            new Problem.FieldError(
                "data." + field.name(), "is needed (" + field.type().id() + ")"));
      }
    }
    return missing;
  }

  private static boolean has(Object value, String path) {
    if (path.isEmpty()) {
      return value != null;
    }
    String head = path.split("[.\\[]", 2)[0];
    if (!(value instanceof Map<?, ?> map) || !map.containsKey(head)) {
      return false;
    }
    Object part = map.get(head);
    String rest = path.substring(head.length());
    if (rest.startsWith("[]")) {
      String inner = rest.substring(2).replaceFirst("^\\.", "");
      return part instanceof List<?> list && list.stream().allMatch(one -> has(one, inner));
    }
    return has(part, rest.replaceFirst("^\\.", ""));
  }

  /** Invented values for a preview: two of each list. */
  static Map<String, Object> sample(List<Field> fields) {
    Map<String, Object> data = new LinkedHashMap<>();
    fields.stream()
        .sorted(java.util.Comparator.comparingInt(field -> field.name().length()))
        .forEach(field -> put(data, field.name(), field));
    return data;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> into, String path, Field field) {
    String head = path.split("[.\\[]", 2)[0];
    String rest = path.substring(head.length());
    if (rest.isEmpty()) {
      into.putIfAbsent(head, invented(head, field.type()));
    } else if (rest.startsWith("[]")) {
      Object known = into.get(head);
      List<Object> list = known instanceof List<?> there ? (List<Object>) there : new ArrayList<>();
      into.put(head, list);
      while (list.size() < 2) {
        list.add(new LinkedHashMap<String, Object>());
      }
      String inner = rest.substring(2).replaceFirst("^\\.", "");
      for (int i = 0; i < list.size(); i++) {
        if (inner.isEmpty()) {
          list.set(i, invented(head + " " + (i + 1), field.type()));
        } else if (list.get(i) instanceof Map<?, ?> map) {
          put((Map<String, Object>) map, inner, field);
        }
      }
    } else {
      Object known = into.computeIfAbsent(head, name -> new LinkedHashMap<String, Object>());
      if (known instanceof Map<?, ?> map) {
        put((Map<String, Object>) map, rest.substring(1), field);
      }
    }
  }

  private static Object invented(String name, Field.Type type) {
    return switch (type) {
      case TEXT -> "‹" + name + "›";
      case NUMBER -> new BigDecimal("1234.5");
      case DATE -> "2026-01-31";
      case BOOLEAN -> true;
      case LIST -> new ArrayList<Object>();
    };
  }
}
