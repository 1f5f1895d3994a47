package io.blatam.inference.settings;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code blatam.inference}; every component is explained beside its key in {@code reference.conf}.
 */
public record InferenceSettings(Cache cache, Embedding embedding, Optional<OpenAiSettings> openai) {

  public record Cache(boolean enabled, Duration ttl, boolean nondeterministic) {}

  public record Embedding(int threads, int maxBatch, Duration cacheTtl, boolean warmUp) {}

  /**
   * @param root the actor system's whole configuration
   * @throws io.blatam.platform.StartupException naming the key that does not fit
   */
  public static InferenceSettings from(Config root) {
    Config config = root.getConfig("blatam.inference");
    Config cache = config.getConfig("cache");
    Config embedding = config.getConfig("embedding");
    return new InferenceSettings(
        new Cache(
            cache.getBoolean("enabled"),
            cache.getDuration("ttl"),
            cache.getBoolean("nondeterministic")),
        new Embedding(
            embedding.getInt("threads"),
            embedding.getInt("max-batch"),
            embedding.getDuration("cache-ttl"),
            embedding.getBoolean("warm-up")),
        OpenAiSettings.from(config.getConfig("openai")));
  }
}
