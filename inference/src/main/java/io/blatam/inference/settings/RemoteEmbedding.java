package io.blatam.inference.settings;

import com.typesafe.config.Config;
import io.blatam.inference.batch.BatchSettings;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code blatam.inference.embedding.remote}; every component is explained beside its key in {@code
 * reference.conf}.
 */
public record RemoteEmbedding(
    EndpointSettings endpoint,
    String model,
    int dimension,
    String queryPrefix,
    String passagePrefix,
    BatchSettings batch,
    Duration timeout) {

  private static final String PATH = "blatam.inference.embedding.remote.";

  /** Embedding has no priorities; whoever came first is first. */
  private static final Duration AGE = Duration.ofSeconds(1);

  public RemoteEmbedding {
    StartupException.require(!model.isBlank(), PATH + "model", "the model's name", "''");
    StartupException.require(
        dimension >= 1, PATH + "dimension", "how many numbers a vector has", dimension);
  }

  /** Empty when no address is configured. */
  static Optional<RemoteEmbedding> from(Config config, int waiting) {
    String address = config.getString("base-url").strip();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    EndpointSettings endpoint =
        new EndpointSettings(
            "embedding",
            EndpointSettings.uri(address, PATH),
            EndpointSettings.apiKey(config, PATH),
            Map.of(),
            1,
            0,
            0,
            0,
            Prices.FREE,
            MoneyLimit.NONE,
            Optional.empty());
    return Optional.of(
        new RemoteEmbedding(
            endpoint,
            config.getString("model").strip(),
            config.getInt("dimension"),
            config.getString("query-prefix"),
            config.getString("passage-prefix"),
            new BatchSettings(
                config.getInt("most"),
                config.getDuration("window"),
                config.getInt("at-once"),
                waiting,
                AGE),
            config.getDuration("timeout")));
  }
}
