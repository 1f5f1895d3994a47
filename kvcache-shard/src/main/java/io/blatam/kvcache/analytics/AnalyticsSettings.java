package io.blatam.kvcache.analytics;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * {@code blatam.kvcache.analytics}; every component is explained beside its key in {@code
 * reference.conf}.
 */
public record AnalyticsSettings(
    boolean enabled,
    double sampleRate,
    int sampledKeys,
    int groups,
    int hotKeys,
    Duration halfLife,
    double pricePerHour,
    double pricePerMillionInputTokens,
    double pricePerMillionOutputTokens,
    String currency) {

  private static final String PATH = "blatam.kvcache.analytics.";

  public AnalyticsSettings {
    require(sampleRate > 0 && sampleRate <= 1, "sample-rate", "above 0 and up to 1", sampleRate);
    require(
        sampledKeys >= 16 && sampledKeys <= 1 << 20, "sampled-keys", "16 to 1048576", sampledKeys);
    require(groups >= 1 && groups <= 1024, "groups", "1 to 1024", groups);
    require(hotKeys >= 1 && hotKeys <= 1024, "hot-keys", "1 to 1024", hotKeys);
    require(!halfLife.isNegative() && !halfLife.isZero(), "half-life", "above zero", halfLife);
    require(pricePerHour >= 0, "price-per-hour", "zero or more", pricePerHour);
    require(
        pricePerMillionInputTokens >= 0,
        "price-per-million-input-tokens",
        "zero or more",
        pricePerMillionInputTokens);
    require(
        pricePerMillionOutputTokens >= 0,
        "price-per-million-output-tokens",
        "zero or more",
        pricePerMillionOutputTokens);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static AnalyticsSettings from(Config root) {
    Config config = root.getConfig("blatam.kvcache.analytics");
    return new AnalyticsSettings(
        config.getBoolean("enabled"),
        config.getDouble("sample-rate"),
        config.getInt("sampled-keys"),
        config.getInt("groups"),
        config.getInt("hot-keys"),
        config.getDuration("half-life"),
        config.getDouble("price-per-hour"),
        config.getDouble("price-per-million-input-tokens"),
        config.getDouble("price-per-million-output-tokens"),
        config.getString("currency"));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, PATH + key, what, actual);
  }
}
