package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.complete;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON at the doors: snake_case records, read strictly.
 *
 * <p>A record component must be present unless it is an {@link Optional} or says what an absent
 * value means with {@link JsonSetter}. Unknown fields, wrong types, unknown enum values, repeated
 * keys and trailing text are refused with a problem that names the field. Thread-safe.
 */
public final class Json {

  /**
   * Deeper nesting than any request of ours has; keeps a hostile body from exhausting the stack.
   */
  private static final int MAX_NESTING = 64;

  private static final ObjectMapper MAPPER = newMapper();

  private Json() {}

  /** The mapper itself, for trees and for formats built on it. Must not be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static ObjectMapper newMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new ParameterNamesModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build());
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
    mapper.configOverride(Optional.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
    return mapper;
  }

  /** Reads a whole JSON text. @throws ProblemException (400) that says what to change */
  public static <T> T read(byte[] json, Class<T> type) {
    if (json.length == 0) {
      throw Problem.malformedJson("The body is empty; send a JSON object.").asException();
    }
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw Problem.malformedJson("The body is null; send a JSON object.").asException();
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e).asException();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Converts a tree that was read before, with the same strictness as {@link #read}. */
  public static <T> T convert(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e).asException();
    }
  }

  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** Reads the request's body into {@code type} and goes on with it. */
  public static <T> Route body(Class<T> type, Function<T, Route> inner) {
    return BodyBound.ofDoor(
        entity -> {
          requireJson(entity);
          return inner.apply(read(entity.getData().toArray(), type));
        });
  }

  private static void requireJson(HttpEntity.Strict entity) {
    var mediaType = entity.getContentType().mediaType();
    boolean unsaid = entity.getContentType().equals(ContentTypes.NO_CONTENT_TYPE);
    boolean json = mediaType.subType().equals("json") || mediaType.subType().endsWith("+json");
    if (!unsaid && !json && entity.getData().nonEmpty()) {
      throw Problem.unsupportedMediaType("The body is " + mediaType + "; send application/json.")
          .asException();
    }
  }

  public static Route ok(Object value) {
    return respond(200, value);
  }

  public static Route respond(int status, Object value) {
    return complete(response(status, value));
  }

  public static HttpResponse response(int status, Object value) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, write(value)));
  }
}
