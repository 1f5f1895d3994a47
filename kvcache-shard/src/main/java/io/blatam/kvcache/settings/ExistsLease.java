package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * {@code blatam.kvcache.exists-lease}; every component is explained beside its key in {@code
 * reference.conf}. Bounds are a segment's.
 */
public record ExistsLease(Duration duration, int maxKeys, long maxBytes) {

  public ExistsLease {
    require(!duration.isNegative(), "duration", "0 or longer", duration);
    require(maxKeys >= 0, "max-keys", "0 or more", maxKeys);
    require(maxBytes >= 0, "max-bytes", "0 or more", maxBytes);
  }

  static ExistsLease from(Config config) {
    return new ExistsLease(
        config.getDuration("duration"), config.getInt("max-keys"), config.getBytes("max-bytes"));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.kvcache.exists-lease." + key, what, actual);
  }
}
