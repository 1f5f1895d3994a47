package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

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
}
