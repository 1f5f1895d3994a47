package io.blatam.kvcache.prefetch;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;

/** {@code blatam.kvcache.prefetch}, read once; the keys are explained there. */
public record PrefetchSettings(boolean enabled, int keys, int underWay, int horizon, double pays) {

  public PrefetchSettings {
    require(keys >= 1, "keys", "at least 1", keys);
    require(underWay >= 1, "under-way", "at least 1", underWay);
    require(horizon >= 1, "horizon", "at least 1", horizon);
    require(pays >= 0 && pays <= 1, "pays", "between 0 and 1", pays);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static PrefetchSettings of(Config root) {
    Config prefetch = root.getConfig("blatam.kvcache.prefetch");
    return new PrefetchSettings(
        prefetch.getBoolean("enabled"),
        prefetch.getInt("keys"),
        prefetch.getInt("under-way"),
        prefetch.getInt("horizon"),
        prefetch.getDouble("pays"));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.kvcache.prefetch." + key, what, actual);
  }
}
