package io.blatam.bul.locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.blatam.bul.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads the YAML data that ships inside the jar into records with snake_case components. */
public final class YamlResource {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private YamlResource() {}

  /**
   * Reads {@code path}, absolute in the class path.
   *
   * @throws UncheckedIOException when the resource is missing or does not fit the type: the jar is
   *     broken, there is nothing a caller could do
   */
  public static <T> T read(String path, TypeReference<T> type) {
    try (InputStream in = YamlResource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("resource " + path + " is not in the class path");
      }
      return YAML.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads somebody's file.
   *
   * @throws IllegalArgumentException naming the file, the line and what is wrong there
   */
  public static <T> T read(Path file, TypeReference<T> type) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + ": can not be read", unreadable);
    }
    try {
      return YAML.readValue(text, type);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(
          file + ":" + line(text, wrong) + ": " + said(wrong), wrong);
    }
  }

  /**
   * The line of the field that was refused; of the place where reading stopped, where it is none.
   */
  private static int line(String text, JsonProcessingException wrong) {
    int stopped = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
    if (!(wrong instanceof JsonMappingException mapping)) {
      return stopped;
    }
    YamlNode at = YamlNode.read("", text);
    for (JsonMappingException.Reference step : mapping.getPath()) {
      if (at.isList() && step.getIndex() >= 0) {
        at = at.items().get(step.getIndex());
      } else if (at.isMap() && at.find(step.getFieldName()).isPresent()) {
        at = at.at(step.getFieldName());
      }
    }
    return at.line();
  }

  /** Where in the file, and what a record of ours said of it, or the parser. */
  private static String said(JsonProcessingException wrong) {
    String path =
        wrong instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    step ->
                        step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "")
            : "";
    Throwable cause = wrong.getCause();
    String why =
        cause instanceof IllegalArgumentException ? cause.getMessage() : wrong.getOriginalMessage();
    return path.isEmpty() ? why : path + ": " + why;
  }
}
