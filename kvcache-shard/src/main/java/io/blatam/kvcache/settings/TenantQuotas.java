package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import io.blatam.kvcache.engine.Bounds;
import io.blatam.platform.StartupException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code blatam.kvcache.tenants.<tenant>.quota-share} and {@code .max-entries}, where a tenant that
 * is not named has {@code blatam.kvcache.quota-share} and {@code blatam.kvcache.max-entries}, and
 * {@code blatam.kvcache.pinned-share}. Immutable and thread-safe.
 */
public final class TenantQuotas {

  private static final String SHARE = "quota-share";
  private static final String ENTRIES = "max-entries";
  private static final String DEFAULT_ENTRIES = "blatam.kvcache." + ENTRIES;
  private static final String PINNED = "blatam.kvcache.pinned-share";
  private static final String DEFAULT = "blatam.kvcache." + SHARE;
  private static final String TENANTS = "blatam.kvcache.tenants";

  private final Map<String, Double> named;
  private final double others;
  private final Map<String, Long> namedEntries;
  private final long othersEntries;
  private final double pinned;

  private TenantQuotas(
      Map<String, Double> named,
      double others,
      Map<String, Long> namedEntries,
      long othersEntries,
      double pinned) {
    this.namedEntries = Map.copyOf(namedEntries);
    this.othersEntries = othersEntries;
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
    Map<String, Long> namedEntries = new HashMap<>();
    if (root.hasPath(TENANTS)) {
      Config tenants = root.getConfig(TENANTS);
      for (String name : tenants.root().keySet()) {
        String path = ConfigUtil.joinPath(name, SHARE);
        if (tenants.hasPath(path)) {
          named.put(name, share(tenants, path, TENANTS + "." + path));
        }
        String entries = ConfigUtil.joinPath(name, ENTRIES);
        if (tenants.hasPath(entries)) {
          namedEntries.put(name, entries(tenants, entries, TENANTS + "." + entries));
        }
      }
    }
    double pinned = number(root, PINNED, PINNED);
    if (!(pinned >= 0 && pinned <= 0.9)) {
      throw new StartupException(PINNED + ": must be between 0 and 0.9, not " + pinned);
    }
    return new TenantQuotas(
        named,
        share(root, DEFAULT, DEFAULT),
        namedEntries,
        entries(root, DEFAULT_ENTRIES, DEFAULT_ENTRIES),
        pinned);
  }

  /**
   * What one segment may hold.
   *
   * @param segments over how many a tenant's entries are spread
   */
  public Bounds bounds(long maxBytes, int segments) {
    return new Bounds(
        maxBytes,
        pinned,
        tenant -> named.getOrDefault(tenant, others),
        tenant -> part(namedEntries.getOrDefault(tenant, othersEntries), segments));
  }

  /** Rounded up: a tenant with few entries may have one in each segment. */
  private static long part(long entries, int segments) {
    return entries == 0 ? Long.MAX_VALUE : (entries - 1) / segments + 1;
  }

  private static long entries(Config config, String path, String key) {
    long entries;
    try {
      entries = config.getLong(path);
    } catch (ConfigException e) {
      throw new StartupException(key + ": must be a whole number: " + e.getMessage());
    }
    StartupException.require(entries >= 0, key, "0, for no limit, or more", entries);
    return entries;
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
