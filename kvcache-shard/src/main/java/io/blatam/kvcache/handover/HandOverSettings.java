package io.blatam.kvcache.handover;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * {@code blatam.kvcache.hand-over}; every component is explained beside its key in {@code
 * reference.conf}.
 *
 * @param maxMessageBytes {@code blatam.kvcache.max-message-bytes}
 */
public record HandOverSettings(
    boolean enabled,
    Duration hold,
    Duration timeout,
    Duration keep,
    long maxBytes,
    Duration stopTimeout,
    Duration rebalanceInterval,
    double rebalanceShare,
    int maxMessageBytes) {

  private static final String LEAVE_PHASE_TIMEOUT =
      "akka.coordinated-shutdown.phases.cluster-leave.timeout";

  public HandOverSettings {
    require(!hold.isNegative(), "hold", "0 or longer", hold);
    require(timeout.compareTo(hold) >= 0, "timeout", "at least hold", timeout);
    require(keep.compareTo(timeout) >= 0, "keep", "at least timeout", keep);
    require(maxBytes >= 0, "max-bytes", "0 or more", maxBytes);
    require(!stopTimeout.isNegative(), "stop-timeout", "0 or longer", stopTimeout);
    require(
        rebalanceInterval.compareTo(Duration.ofMillis(100)) >= 0,
        "rebalance-interval",
        "at least 100 ms",
        rebalanceInterval);
    require(
        rebalanceShare > 0 && rebalanceShare <= 1,
        "rebalance-share",
        "above 0 and at most 1",
        rebalanceShare);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static HandOverSettings from(Config root) {
    Config config = root.getConfig("blatam.kvcache.hand-over");
    HandOverSettings settings =
        new HandOverSettings(
            config.getBoolean("enabled"),
            config.getDuration("hold"),
            config.getDuration("timeout"),
            config.getDuration("keep"),
            config.getBytes("max-bytes"),
            config.getDuration("stop-timeout"),
            config.getDuration("rebalance-interval"),
            config.getDouble("rebalance-share"),
            Math.toIntExact(root.getBytes("blatam.kvcache.max-message-bytes")));
    Duration phase =
        root.getDuration(
            root.hasPath(LEAVE_PHASE_TIMEOUT)
                ? LEAVE_PHASE_TIMEOUT
                : "akka.coordinated-shutdown.default-phase-timeout");
    require(
        settings.stopTimeout.compareTo(phase) < 0,
        "stop-timeout",
        "shorter than " + LEAVE_PHASE_TIMEOUT + ", which is " + phase.toMillis() + " ms",
        settings.stopTimeout);
    return settings;
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.kvcache.hand-over." + key, what, actual);
  }
}
