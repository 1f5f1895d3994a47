package io.blatam.kvcache.insight;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * {@code blatam.kvcache.health}; every component is explained beside its key in {@code
 * reference.conf}.
 */
public record HealthSettings(
    Duration window,
    long minLookups,
    Threshold hitRatio,
    Threshold evictionsPerSecond,
    Threshold latencyP99Millis,
    Threshold memory) {

  /** From where on a value is not well. */
  public record Threshold(double warn, double critical) {}

  public HealthSettings {
    boolean fits = window.toSeconds() >= 10 && window.toMinutes() <= 10;
    require(fits, "window", "10 s to 10 minutes", window);
    require(minLookups >= 0, "min-lookups", "0 or more", minLookups);
    require(hitRatio.warn() >= hitRatio.critical(), "hit-ratio", "critical below warn", hitRatio);
    requireRising("evictions-per-second", evictionsPerSecond);
    requireRising("latency-p99", latencyP99Millis);
    requireRising("memory", memory);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static HealthSettings from(Config root) {
    Config config = root.getConfig("blatam.kvcache.health");
    return new HealthSettings(
        config.getDuration("window"),
        config.getLong("min-lookups"),
        numbers(config.getConfig("hit-ratio")),
        numbers(config.getConfig("evictions-per-second")),
        new Threshold(
            millis(config.getConfig("latency-p99"), "warn"),
            millis(config.getConfig("latency-p99"), "critical")),
        numbers(config.getConfig("memory")));
  }

  private static Threshold numbers(Config config) {
    return new Threshold(config.getDouble("warn"), config.getDouble("critical"));
  }

  private static double millis(Config config, String key) {
    return config.getDuration(key, TimeUnit.MICROSECONDS) / 1_000.0;
  }

  private static void requireRising(String key, Threshold threshold) {
    require(threshold.warn() <= threshold.critical(), key, "warn below critical", threshold);
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.kvcache.health." + key, what, actual);
  }
}
