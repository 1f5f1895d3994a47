package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
    long maxWaitingBytes,
    Duration stallTimeout,
    Optional<Tls> tls) {

  private static final String ROOT = "blatam.kv-cache.resp";
  private static final Duration LONGEST_STALL = Duration.ofDays(1);

  /**
   * @param certificate PEM file of the door's certificate and those that vouch for it
   * @param privateKey PEM file of its key, PKCS #8
   */
  public record Tls(Path certificate, Path privateKey) {}

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
    require(
        maxWaitingBytes >= maxCommandBytes + maxUnreadBytes,
        "max-waiting-bytes",
        "at least max-command-bytes and max-unread-bytes together",
        maxWaitingBytes);
    require(
        stallTimeout.toMillis() >= 1 && stallTimeout.compareTo(LONGEST_STALL) <= 0,
        "stall-timeout",
        "between 1 ms and 1 d",
        stallTimeout);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static RespSettings from(Config root) {
    Config config = root.getConfig(ROOT);
    return new RespSettings(
        config.getBoolean("enabled"),
        config.getString("bind"),
        config.getInt("port"),
        config.getInt("loops"),
        config.getInt("max-connections"),
        config.getBytes("max-command-bytes"),
        config.getBytes("max-input-bytes"),
        Sizes.ofArray(config, ROOT, "max-output-bytes"),
        Sizes.ofArray(config, ROOT, "max-unread-bytes"),
        config.getBytes("max-waiting-bytes"),
        config.getDuration("stall-timeout"),
        tls(config.getConfig("tls")));
  }

  private static Optional<Tls> tls(Config tls) {
    if (!tls.getBoolean("enabled")) {
      return Optional.empty();
    }
    for (String key : List.of("certificate", "private-key")) {
      require(!tls.getString(key).isBlank(), "tls." + key, "the path of a PEM file", "empty");
    }
    return Optional.of(
        new Tls(Path.of(tls.getString("certificate")), Path.of(tls.getString("private-key"))));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, ROOT + "." + key, what, actual);
  }
}
