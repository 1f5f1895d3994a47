package io.blatam.inference.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code blatam.inference.openai}; every component is explained beside its key in {@code
 * reference.conf}.
 */
public record OpenAiSettings(
    URI baseUrl,
    Optional<Secret> apiKey,
    String model,
    List<String> furtherModels,
    Duration connectTimeout,
    Duration firstTokenTimeout,
    Duration nextTokenTimeout,
    Duration totalTimeout,
    int maxRetries,
    Duration retryBase,
    Duration retryCap,
    int breakerFailures,
    Duration breakerReset,
    long maxResponseBytes) {

  private static final String PATH = "blatam.inference.openai.";

  public OpenAiSettings {
    boolean http = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
    if (!http || baseUrl.getHost() == null) {
      throw new StartupException(
          PATH
              + "base-url: must be an http or https address such as http://localhost:11434/v1, not "
              + baseUrl);
    }
    if (model.isBlank()) {
      throw new StartupException(
          PATH + "model: must name the model to ask for when " + PATH + "base-url is set");
    }
    require(maxRetries >= 0 && maxRetries <= 10, "max-retries", "between 0 and 10", maxRetries);
    require(breakerFailures >= 1, "breaker.failures", "at least 1", breakerFailures);
    require(maxResponseBytes >= 1024, "max-response-bytes", "at least 1 KiB", maxResponseBytes);
    furtherModels = List.copyOf(furtherModels);
  }

  /** Empty when no base URL is configured. */
  static Optional<OpenAiSettings> from(Config config) {
    String baseUrl = config.getString("base-url").strip();
    if (baseUrl.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenAiSettings(
            uri(baseUrl),
            apiKey(config),
            config.getString("model").strip(),
            config.getStringList("further-models"),
            config.getDuration("connect-timeout"),
            config.getDuration("first-token-timeout"),
            config.getDuration("next-token-timeout"),
            config.getDuration("total-timeout"),
            config.getInt("max-retries"),
            config.getDuration("retry-base"),
            config.getDuration("retry-cap"),
            config.getInt("breaker.failures"),
            config.getDuration("breaker.reset"),
            config.getBytes("max-response-bytes")));
  }

  private static URI uri(String text) {
    try {
      return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      throw new StartupException(PATH + "base-url: is not an address: " + text, e);
    }
  }

  private static Optional<Secret> apiKey(Config config) {
    String file = config.getString("api-key-file").strip();
    if (!file.isEmpty()) {
      try {
        return Optional.of(new Secret(Files.readString(Path.of(file)).strip()));
      } catch (IOException e) {
        throw new StartupException(PATH + "api-key-file: cannot be read: " + file, e);
      }
    }
    return Optional.of(config.getString("api-key").strip())
        .filter(key -> !key.isEmpty())
        .map(Secret::new);
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    if (!holds) {
      throw new StartupException(PATH + key + ": must be " + what + ", not " + actual);
    }
  }
}
