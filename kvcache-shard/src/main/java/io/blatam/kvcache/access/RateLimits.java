package io.blatam.kvcache.access;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.blatam.platform.StartupException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code blatam.kvcache.rate-limit} for one door: so much a second for each tenant. Immutable and
 * thread-safe.
 */
public final class RateLimits {

  private static final String PATH = "blatam.kvcache.rate-limit";

  /**
   * Zero is no limit.
   *
   * @param operations a second
   * @param bytes a second
   */
  public record Rate(double operations, double bytes) {
    boolean unlimited() {
      return operations == 0 && bytes == 0;
    }
  }

  private final Map<String, Rate> tenants;
  private final Rate others;

  private RateLimits(Map<String, Rate> tenants, Rate others) {
    this.tenants = Map.copyOf(tenants);
    this.others = others;
  }

  /**
   * @param root the actor system's whole configuration
   * @param door "resp" or "http"
   * @throws StartupException naming the key that does not fit
   */
  public static RateLimits from(Config root, String door) {
    Config config = root.getConfig(PATH);
    Config defaults = config.getConfig(door);
    Map<String, Rate> tenants = new HashMap<>();
    Config named = config.getConfig("tenants");
    for (String tenant : named.root().keySet()) {
      Config own = named.getConfig(ConfigUtil.quoteString(tenant));
      if (own.hasPath(door)) {
        tenants.put(
            tenant,
            rate(
                own.getConfig(door).withFallback(defaults),
                PATH + ".tenants." + tenant + "." + door));
      }
    }
    return new RateLimits(tenants, rate(defaults, PATH + "." + door));
  }

  private static Rate rate(Config config, String path) {
    double operations = config.getDouble("operations-per-second");
    double bytes = config.getBytes("bytes-per-second");
    if (!(operations >= 0)) { // not a number is none either
      throw new StartupException(
          path + ".operations-per-second: must be zero or more, not " + operations);
    }
    return new Rate(operations, bytes);
  }

  Rate of(String tenant) {
    return tenants.getOrDefault(tenant, others);
  }

  boolean unlimited() {
    return others.unlimited() && tenants.values().stream().allMatch(Rate::unlimited);
  }
}
