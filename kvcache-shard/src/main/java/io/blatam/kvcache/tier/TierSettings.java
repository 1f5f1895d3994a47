package io.blatam.kvcache.tier;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * What {@code blatam.kvcache} says of the tiers below memory; every component is explained beside
 * its key in {@code reference.conf}.
 */
public record TierSettings(
    long warmBytes,
    long coldBytes,
    long coldWriteRate,
    long coldMaxValueBytes,
    Duration checkpointInterval) {

  private static final long LEAST_COLD = 512 * 1024;
  private static final long MOST_COLD = 1L << 30;

  public TierSettings {
    require(warmBytes >= 0, "warm.bytes", "at least 0", warmBytes);
    require(
        coldBytes == 0 || coldBytes >= LEAST_COLD && coldBytes <= MOST_COLD,
        "cold.bytes",
        "0, or between 512 KiB and 1 GiB",
        coldBytes);
    require(coldWriteRate >= 1, "cold.write-rate", "at least 1", coldWriteRate);
    require(
        coldMaxValueBytes >= 1 && (coldBytes == 0 || coldMaxValueBytes <= coldBytes / 8),
        "cold.max-value-bytes",
        "at least 1 and at most an eighth of cold.bytes",
        coldMaxValueBytes);
    require(
        checkpointInterval.toMillis() >= 100,
        "checkpoint-interval",
        "at least 100 ms",
        checkpointInterval);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static TierSettings from(Config root) {
    Config config = root.getConfig("blatam.kvcache");
    return new TierSettings(
        config.getBytes("warm.bytes"),
        config.getBytes("cold.bytes"),
        config.getBytes("cold.write-rate"),
        config.getBytes("cold.max-value-bytes"),
        config.getDuration("checkpoint-interval"));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.kvcache." + key, what, actual);
  }
}
