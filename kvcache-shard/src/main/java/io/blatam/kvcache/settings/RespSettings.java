package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * {@code blatam.kv-cache.resp}; every component is explained beside its key in {@code
 * reference.conf}.
 */
public record RespSettings(
    boolean enabled,
    String bind,
    int port,
    int loops,
    int maxConnections,
    long maxCommandBytes,
    long maxInputBytes,
    int maxOutputBytes,
    int maxUnreadBytes,
    Duration stallTimeout) {

  public RespSettings {
    require(port >= 0 && port <= 65_535, "port", "0 to 65535", port);
    require(loops >= 0 && loops <= 64, "loops", "0 to 64", loops);
    require(maxConnections >= 1, "max-connections", "at least 1", maxConnections);
    require(maxCommandBytes >= 64 * 1024, "max-command-bytes", "at least 64 KiB", maxCommandBytes);
    require(
        maxInputBytes >= maxCommandBytes,
        "max-input-bytes",
        "at least max-command-bytes",
        maxInputBytes);
    require(maxOutputBytes >= 1024, "max-output-bytes", "at least 1 KiB", maxOutputBytes);
    require(
        maxUnreadBytes >= maxOutputBytes,
        "max-unread-bytes",
        "at least max-output-bytes",
        maxUnreadBytes);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static RespSettings from(Config root) {
    Config config = root.getConfig("blatam.kv-cache.resp");
    return new RespSettings(
        config.getBoolean("enabled"),
        config.getString("bind"),
        config.getInt("port"),
        config.getInt("loops"),
        config.getInt("max-connections"),
        config.getBytes("max-command-bytes"),
        config.getBytes("max-input-bytes"),
        Math.toIntExact(config.getBytes("max-output-bytes")),
        Math.toIntExact(config.getBytes("max-unread-bytes")),
        config.getDuration("stall-timeout"));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    if (!holds) {
      throw new StartupException(
          "blatam.kv-cache.resp." + key + ": must be " + what + ", not " + actual);
    }
  }
}
