package io.blatam.inference.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.blatam.platform.KnownSettings;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One endpoint that speaks OpenAI's protocol; every component is explained beside its key in {@code
 * reference.conf}.
 *
 * @param models what requests call a model, and what this endpoint calls it; the first is the
 *     default
 * @param weight 0: only asked when the others can not be
 * @param concurrency requests at once; 0: any number
 * @param requestsPerMinute 0: any number
 * @param tokensPerMinute read and written together; 0: any number
 * @param limit what this endpoint may cost
 */
public record EndpointSettings(
    String name,
    URI baseUrl,
    Optional<Secret> apiKey,
    Map<String, String> models,
    int weight,
    int concurrency,
    int requestsPerMinute,
    int tokensPerMinute,
    Prices prices,
    MoneyLimit limit,
    Optional<PromptBatching> promptBatching) {

  /**
   * Requests are gathered and sent as one list of prompts to {@code /completions}.
   *
   * @param most in a list
   * @param window how long the first of a list waits for others
   * @param format how a conversation becomes a prompt
   */
  public record PromptBatching(int most, Duration window, PromptFormat format) {}

  /** What an endpoint may say for itself. */
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "base-url",
          "models",
          "api-key",
          "api-key-file",
          "weight",
          "concurrency",
          "requests-per-minute",
          "tokens-per-minute",
          "price-per-million-in",
          "price-per-million-out",
          "cost-per-day",
          "cost-per-month",
          "prompts");

  private static final Set<String> OF_PROMPTS = Set.of("most", "window", "format");

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /**
   * @param path where the keys stand, with a dot at its end: for the messages
   */
  static EndpointSettings from(
      Config config, String path, String name, Map<String, String> models) {
    EndpointSettings settings =
        new EndpointSettings(
            name,
            uri(config.getString("base-url").strip(), path),
            apiKey(config, path),
            models,
            config.getInt("weight"),
            config.getInt("concurrency"),
            config.getInt("requests-per-minute"),
            config.getInt("tokens-per-minute"),
            new Prices(
                MoneyLimit.money(config, path, "price-per-million-in"),
                MoneyLimit.money(config, path, "price-per-million-out")),
            MoneyLimit.from(config, path, "cost-per-day", "cost-per-month"),
            promptBatching(config, path));
    settings.validate(path);
    return settings;
  }

  /**
   * @param entry of the list
   * @throws StartupException naming the first key that is none
   */
  static void requireKnown(Config entry, String path) {
    KnownSettings.only(path, entry.root(), KEYS);
    if (entry.hasPath("prompts")) {
      String prompts = path + "prompts";
      KnownSettings.only(
          prompts + '.', KnownSettings.braces(prompts, entry.getValue("prompts")), OF_PROMPTS);
    }
  }

  private void validate(String path) {
    StartupException.require(
        name.matches(NAME), path + "name", "letters, digits, dots, dashes", "'" + name + "'");
    boolean http = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
    StartupException.require(
        http && baseUrl.getHost() != null,
        path + "base-url",
        "an http or https address such as http://localhost:11434/v1",
        baseUrl);
    StartupException.require(weight >= 0, path + "weight", "0 or more", weight);
    StartupException.require(concurrency >= 0, path + "concurrency", "0 or more", concurrency);
    StartupException.require(
        requestsPerMinute >= 0, path + "requests-per-minute", "0 or more", requestsPerMinute);
    StartupException.require(
        tokensPerMinute >= 0, path + "tokens-per-minute", "0 or more", tokensPerMinute);
  }

  /** Texts, or objects {@code {name = what requests say, as = what the endpoint says}}. */
  static Map<String, String> models(Config config, String path) {
    Map<String, String> models = new LinkedHashMap<>();
    List<ConfigValue> listed = new ArrayList<>(config.getList("models"));
    for (ConfigValue value : listed) {
      if (value.valueType() == ConfigValueType.STRING) {
        models.put(value.unwrapped().toString(), value.unwrapped().toString());
      } else if (value instanceof ConfigObject named
          && named.keySet().equals(Set.of("name", "as"))) {
        models.put(
            named.get("name").unwrapped().toString(), named.get("as").unwrapped().toString());
      } else {
        throw new StartupException(
            path
                + "models: must be names such as \"llama3.1:8b\", or { name = \"small\", as ="
                + " \"gpt-4o-mini\" }, not "
                + value.unwrapped());
      }
    }
    boolean named = !models.isEmpty() && models.keySet().stream().noneMatch(String::isBlank);
    StartupException.require(named, path + "models", "at least one name", models.keySet());
    return models;
  }

  private static Optional<PromptBatching> promptBatching(Config config, String path) {
    int most = config.getInt("prompts.most");
    StartupException.require(most >= 0, path + "prompts.most", "0 or more", most);
    return most == 0
        ? Optional.empty()
        : Optional.of(
            new PromptBatching(
                most,
                config.getDuration("prompts.window"),
                PromptFormat.named(config.getString("prompts.format"), path + "prompts.format")));
  }

  static URI uri(String text, String path) {
    try {
      return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      throw new StartupException(path + "base-url: is not an address: " + text, e);
    }
  }

  static Optional<Secret> apiKey(Config config, String path) {
    String file = config.getString("api-key-file").strip();
    if (!file.isEmpty()) {
      try {
        return Optional.of(new Secret(Files.readString(Path.of(file)).strip()));
      } catch (IOException e) {
        throw new StartupException(path + "api-key-file: cannot be read: " + file, e);
      }
    }
    return Optional.of(config.getString("api-key").strip())
        .filter(key -> !key.isEmpty())
        .map(Secret::new);
  }
}
