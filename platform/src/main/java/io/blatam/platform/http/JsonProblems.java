package io.blatam.platform.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns Jackson's exceptions into problems that name the field and say what to send instead. */
final class JsonProblems {

  private JsonProblems() {}

  static Problem of(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      return Problem.validation(path(unknown), "is not a field here; the fields are: " + known);
    }
    if (e instanceof InvalidNullException missing) {
      String name = missing.getPropertyName().getSimpleName();
      return Problem.validation(pathWith(missing, name), "is required");
    }
    if (e instanceof ValueInstantiationException invalid
        && invalid.getCause() instanceof IllegalArgumentException) {
      return fromConstructor(invalid, invalid.getCause().getMessage());
    }
    if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      String allowed =
          Arrays.stream(format.getTargetType().getEnumConstants())
              .map(constant -> Json.mapper().convertValue(constant, String.class))
              .collect(Collectors.joining(", "));
      return Problem.validation(path(format), "must be one of: " + allowed);
    }
    if (e instanceof MismatchedInputException mismatch) {
      return Problem.validation(path(mismatch), "must be " + expected(mismatch.getTargetType()));
    }
    if (e instanceof StreamConstraintsException) {
      return Problem.malformedJson(
          "The JSON is nested or sized beyond what is read here; flatten it.");
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return Problem.validation(
          path(mapping), Optional.ofNullable(mapping.getOriginalMessage()).orElse("is not valid"));
    }
    return Problem.malformedJson(where(e.getLocation()) + firstLine(e.getOriginalMessage()));
  }

  /**
   * Constructors say {@code field: what to change}; the field is relative to the object being
   * built.
   */
  private static Problem fromConstructor(JsonMappingException e, String message) {
    String said = message == null ? "is not valid" : message;
    int colon = said.indexOf(": ");
    boolean namesField = colon > 0 && said.substring(0, colon).matches("[a-z0-9_.\\[\\]]+");
    return namesField
        ? Problem.validation(pathWith(e, said.substring(0, colon)), said.substring(colon + 2))
        : Problem.validation(path(e), said);
  }

  private static String pathWith(JsonMappingException e, String name) {
    String path = path(e);
    if (path.equals("body")) {
      return name;
    }
    return path.equals(name) || path.endsWith("." + name) ? path : path + "." + name;
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
      }
    }
    return path.length() == 0 ? "body" : path.toString();
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == String.class || type.isEnum()) {
      return "text";
    }
    if (type == int.class
        || type == Integer.class
        || type == long.class
        || type == Long.class
        || type == BigInteger.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type)
        || type == BigDecimal.class
        || type == double.class
        || type == float.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    if (type == YearMonth.class) {
      return "a month such as 2026-11";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "an ISO-8601 date such as 2026-11-23";
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "an object";
    }
    return "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : "Line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  private static String firstLine(String message) {
    return message == null ? "not JSON" : message.lines().findFirst().orElse("not JSON");
  }
}
