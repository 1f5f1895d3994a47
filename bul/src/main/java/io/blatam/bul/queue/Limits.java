package io.blatam.bul.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many jobs may run at once in the cluster, and who gets how much of it.
 *
 * @param tenantShare share of the cluster's workers that one tenant may have, in (0, 1]
 * @param tenants jobs at once by tenant, instead of the share
 * @param areas jobs at once by business area
 * @param providers jobs at once by model provider
 * @param weights by tenant; 1 where none is named, and 2 gets twice as many jobs as 1
 */
record Limits(
    double tenantShare,
    Map<String, Integer> tenants,
    Map<String, Integer> areas,
    Map<String, Integer> providers,
    Map<String, Integer> weights) {

  Limits {
    if (!(tenantShare > 0 && tenantShare <= 1)) {
      throw new IllegalArgumentException(
          "blatam.bul.queue.tenant-share: must be above 0 and at most 1");
    }
    atLeast(0, "limits.tenants", tenants);
    atLeast(0, "limits.areas", areas);
    atLeast(0, "limits.providers", providers);
    atLeast(1, "weights", weights);
  }

  static Limits of(Config queue) {
    return new Limits(
        queue.getDouble("tenant-share"),
        numbers(queue.getConfig("limits.tenants")),
        numbers(queue.getConfig("limits.areas")),
        numbers(queue.getConfig("limits.providers")),
        numbers(queue.getConfig("weights")));
  }

  /**
   * @param workers in the whole cluster
   */
  int ofTenant(String tenant, int workers) {
    return tenants.getOrDefault(tenant, Math.max(1, (int) Math.ceil(tenantShare * workers)));
  }

  int ofArea(String area) {
    return areas.getOrDefault(area, Integer.MAX_VALUE);
  }

  int ofProvider(String provider) {
    return providers.getOrDefault(provider, Integer.MAX_VALUE);
  }

  int weight(String tenant) {
    return weights.getOrDefault(tenant, 1);
  }

  private static Map<String, Integer> numbers(Config config) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    config
        .entrySet()
        .forEach(
            entry ->
                numbers.put(
                    String.join(".", ConfigUtil.splitPath(entry.getKey())),
                    ((Number) entry.getValue().unwrapped()).intValue()));
    return Map.copyOf(numbers);
  }

  private static void atLeast(int least, String key, Map<String, Integer> numbers) {
    numbers.forEach(
        (name, number) -> {
          if (number < least) {
            throw new IllegalArgumentException(
                "blatam.bul.queue.%s.%s: must be at least %d".formatted(key, name, least));
          }
        });
  }
}
