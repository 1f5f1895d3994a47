package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.blatam.kvcache.engine.Bounds;
import io.blatam.platform.StartupException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code blatam.kvcache.tenants.<tenant>.quota-share}, where a tenant that is not named has {@code
 * blatam.kvcache.quota-share}, and {@code blatam.kvcache.pinned-share}. Immutable and thread-safe.
 */
public final class TenantQuotas {

  private static final String SHARE = "quota-share";
  private static final String PINNED = "blatam.kvcache.pinned-share";
  private static final String DEFAULT = "blatam.kvcache." + SHARE;
  private static final String TENANTS = "blatam.kvcache.tenants";

  private final Map<String, Double> named;
  private final double others;
  private final double pinned;

  private TenantQuotas(Map<String, Double> named, double others, double pinned) {
    this.named = Map.copyOf(named);
    this.others = others;
    this.pinned = pinned;
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static TenantQuotas from(Config root) {
    Map<String, Double> named = new HashMap<>();
    if (root.hasPath(TENANTS)) {
      Config tenants = root.getConfig(TENANTS);
      for (String name : tenants.root().keySet()) {
        String path = ConfigUtil.joinPath(name, SHARE);
        if (tenants.hasPath(path)) {
          named.put(name, share(tenants, path, TENANTS + "." + path));
        }
      }
    }
    double pinned = number(root, PINNED, PINNED);
    if (!(pinned >= 0 && pinned <= 0.9)) {
      throw new StartupException(PINNED + ": must be between 0 and 0.9, not " + pinned);
    }
    return new TenantQuotas(named, share(root, DEFAULT, DEFAULT), pinned);
  }

  public Bounds bounds(long maxBytes) {
    return new Bounds(maxBytes, pinned, tenant -> named.getOrDefault(tenant, others));
  }

  private static double share(Config config, String path, String key) {
    double share = number(config, path, key);
    if (!(share > 0 && share <= 1)) {
      throw new StartupException(key + ": must be above 0 and at most 1, not " + share);
    }
    return share;
  }

  private static double number(Config config, String path, String key) {
    try {
      return config.getDouble(path);
    } catch (ConfigException e) {
      throw new StartupException(key + ": must be a number: " + e.getMessage());
    }
  }
}
