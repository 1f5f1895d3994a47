package io.blatam.bul.brief;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.stream.Collectors;

/**
 * Reads and writes {@link Brief}s as JSON or YAML. Reading is strict, and what is wrong is said
 * with the whole path of the field: {@code business_plan.loan.months: give a whole number between
 * …}.
 */
public final class BriefFormat {
  private static final ObjectMapper JSON =
      strict(
              JsonMapper.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .withCoercionConfig(LogicalType.Textual, BriefFormat::onlyText))
          .build();
  private static final ObjectMapper YAML = strict(YAMLMapper.builder()).build();

  private BriefFormat() {}

  /** In JSON a number is no text; in YAML it may be one that nobody thought of quoting. */
  private static void onlyText(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
    return builder
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
  }

  /**
   * Reads a brief from JSON.
   *
   * @throws InvalidBriefException naming the field and what to change
   */
  public static Brief json(String text) {
    try {
      return json(JSON.readTree(text));
    } catch (JacksonException e) {
      throw invalid(e);
    }
  }

  /**
   * Reads a brief from a JSON tree, as found inside a larger request.
   *
   * @throws InvalidBriefException naming the field and what to change
   */
  public static Brief json(JsonNode node) {
    try {
      return checked(nonNull(JSON.treeToValue(WireFields.folded(node), Brief.class)));
    } catch (JacksonException e) {
      throw invalid(e);
    }
  }

  /**
   * Reads a brief from YAML.
   *
   * @throws InvalidBriefException naming the field and what to change
   */
  public static Brief yaml(String text) {
    try {
      JsonNode tree = YAML.readTree(text);
      if (!tree.isObject()) {
        throw new InvalidBriefException("", "write the brief as fields, such as \"text: …\"");
      }
      return checked(nonNull(YAML.treeToValue(WireFields.folded(tree), Brief.class)));
    } catch (JacksonException e) {
      throw invalid(e);
    }
  }

  /** Writes a brief as JSON, leaving out what it does not say. */
  public static String json(Brief brief) {
    try {
      return JSON.writeValueAsString(brief);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a brief can always be written: " + e.getMessage(), e);
    }
  }

  /** A declared type's fields are wrong or right from the start, not when the job is at work. */
  private static Brief checked(Brief brief) {
    if (brief.fields().isPresent()) {
      DocumentType type = DocumentKind.required(brief).type();
      if (type.definition().typed()) {
        throw new InvalidBriefException(
            "fields", "remove it; a " + type.id() + " is described under " + type.key());
      }
      DeclaredCompletion.read(type, brief.fields());
    }
    return brief;
  }

  private static Brief nonNull(Brief brief) {
    if (brief == null) {
      throw new InvalidBriefException("", "write a brief, it is null");
    }
    return brief;
  }

  private static InvalidBriefException invalid(JacksonException e) {
    String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
    if (e instanceof ValueInstantiationException && e.getCause() instanceof RuntimeException rule) {
      return ofRule(path, String.valueOf(rule.getMessage()));
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return new InvalidBriefException(
          path,
          "remove it, there is no such field; known here: "
              + unknown.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    if (e instanceof InvalidFormatException format) {
      return new InvalidBriefException(
          path, "give " + kind(format.getTargetType()) + " (was \"" + format.getValue() + "\")");
    }
    if (e instanceof MismatchedInputException mismatch) {
      return new InvalidBriefException(path, "give " + kind(mismatch.getTargetType()));
    }
    if (e.getCause() instanceof IllegalArgumentException rule) {
      return ofRule(path, String.valueOf(rule.getMessage()));
    }
    String where =
        e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    return new InvalidBriefException(path, e.getOriginalMessage() + where);
  }

  /** A rule's message starts with the field it is about, unless Jackson already points there. */
  private static InvalidBriefException ofRule(String path, String message) {
    int colon = message.indexOf(": ");
    if (colon < 0) {
      return new InvalidBriefException(path, message);
    }
    String field = message.substring(0, colon);
    String rule = message.substring(colon + 2);
    boolean pointsThere = path.equals(field) || path.endsWith("." + field);
    String whole =
        pointsThere || path.isEmpty() ? (path.isEmpty() ? field : path) : path + "." + field;
    return new InvalidBriefException(whole, rule);
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "another kind of value";
    }
    if (java.util.Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type.isRecord()) {
      return "an object with fields";
    }
    return switch (type.getSimpleName()) {
      case "BigDecimal" -> "a number without separators or currency, such as 80000000 or 14.5";
      case "Integer", "int" -> "a whole number";
      case "LocalDate" -> "a date such as 2026-11-23";
      case "String" -> "a text";
      default -> "another kind of value";
    };
  }
}
