package io.blatam.inference.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code blatam.inference.openai}; every component is explained beside its key in {@code
 * reference.conf}.
 *
 * @param endpoints at least one; the first one's first model is the default
 */
public record OpenAiSettings(
    List<EndpointSettings> endpoints,
    Duration connectTimeout,
    Duration firstTokenTimeout,
    Duration nextTokenTimeout,
    Duration totalTimeout,
    int maxRetries,
    Duration retryBase,
    Duration retryCap,
    int breakerFailures,
    Duration breakerReset,
    long maxResponseBytes,
    WaitingSettings waiting,
    BudgetSettings budget) {

  private static final String PATH = "blatam.inference.openai.";

  /** What an endpoint of the list does not take from the keys beside the list. */
  private static final Config ITS_OWN =
      ConfigFactory.parseString("base-url = \"\", api-key = \"\", api-key-file = \"\"");

  /**
   * Requests that wait until an endpoint may be asked.
   *
   * @param most how many; a further one is refused
   * @param age after so long one is treated as if its priority were one higher
   */
  public record WaitingSettings(int most, Duration age) {

    public WaitingSettings {
      StartupException.require(most >= 1, PATH + "waiting.most", "at least 1", most);
      StartupException.require(age.toMillis() >= 1, PATH + "waiting.age", "at least 1 ms", age);
    }
  }

  public OpenAiSettings {
    require(maxRetries >= 0 && maxRetries <= 10, "max-retries", "between 0 and 10", maxRetries);
    require(breakerFailures >= 1, "breaker.failures", "at least 1", breakerFailures);
    require(maxResponseBytes >= 1024, "max-response-bytes", "at least 1 KiB", maxResponseBytes);
    endpoints = List.copyOf(endpoints);
    Set<String> names = new HashSet<>();
    for (EndpointSettings endpoint : endpoints) {
      require(names.add(endpoint.name()), "endpoints", "named differently", endpoint.name());
    }
  }

  /** Empty when no endpoint is configured. */
  static Optional<OpenAiSettings> from(Config config) {
    List<EndpointSettings> endpoints = endpoints(config);
    if (endpoints.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OpenAiSettings(
            endpoints,
            config.getDuration("connect-timeout"),
            config.getDuration("first-token-timeout"),
            config.getDuration("next-token-timeout"),
            config.getDuration("total-timeout"),
            config.getInt("max-retries"),
            config.getDuration("retry-base"),
            config.getDuration("retry-cap"),
            config.getInt("breaker.failures"),
            config.getDuration("breaker.reset"),
            config.getBytes("max-response-bytes"),
            new WaitingSettings(config.getInt("waiting.most"), config.getDuration("waiting.age")),
            BudgetSettings.from(config.getConfig("budget"))));
  }

  /** The one that the keys beside the list describe comes first. */
  private static List<EndpointSettings> endpoints(Config config) {
    List<EndpointSettings> endpoints = new ArrayList<>();
    if (!config.getString("base-url").isBlank()) {
      endpoints.add(
          EndpointSettings.from(config, PATH, config.getString("name").strip(), single(config)));
    }
    int position = 0;
    for (Config entry : config.getConfigList("endpoints")) {
      String path = PATH + "endpoints[" + position++ + "].";
      EndpointSettings.requireKnown(entry, path);
      for (String key : List.of("name", "base-url", "models")) {
        StartupException.require(entry.hasPath(key), path + key, "given", "left out");
      }
      Config whole = entry.withFallback(ITS_OWN).withFallback(config);
      endpoints.add(
          EndpointSettings.from(
              whole, path, entry.getString("name").strip(), EndpointSettings.models(entry, path)));
    }
    return endpoints;
  }

  private static Map<String, String> single(Config config) {
    String model = config.getString("model").strip();
    if (model.isBlank()) {
      throw new StartupException(
          PATH + "model: must name the model to ask for when " + PATH + "base-url is set");
    }
    Map<String, String> models = new LinkedHashMap<>(Map.of(model, model));
    config.getStringList("further-models").forEach(further -> models.put(further, further));
    return models;
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, PATH + key, what, actual);
  }

  /** What requests may ask for, the default first. */
  public List<String> models() {
    return endpoints.stream()
        .flatMap(endpoint -> endpoint.models().keySet().stream())
        .distinct()
        .toList();
  }
}
