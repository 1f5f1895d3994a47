package io.blatam.gamma.production;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/** {@code blatam.gamma}; every component is explained beside its key in {@code reference.conf}. */
public record GammaSettings(
    int parallelism,
    int unfinishedPerTenant,
    int attempts,
    Duration lease,
    Duration poll,
    Duration retryAfter) {

  public GammaSettings {
    require(parallelism >= 1, "parallelism", "at least 1");
    require(unfinishedPerTenant >= 1, "unfinished-per-tenant", "at least 1");
    require(attempts >= 1, "attempts", "at least 1");
    require(lease.compareTo(poll.multipliedBy(2)) >= 0, "lease", "at least twice the poll");
  }

  /**
   * @param root the whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static GammaSettings from(Config root) {
    Config config = root.getConfig("blatam.gamma");
    return new GammaSettings(
        config.getInt("parallelism"),
        config.getInt("unfinished-per-tenant"),
        config.getInt("attempts"),
        config.getDuration("lease"),
        config.getDuration("poll"),
        config.getDuration("retry-after"));
  }

  private static void require(boolean holds, String key, String what) {
    if (!holds) {
      throw new StartupException("blatam.gamma." + key + ": must be " + what);
    }
  }
}
