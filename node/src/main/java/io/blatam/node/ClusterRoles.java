package io.blatam.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what is sharded on the nodes that run its service. The oldest node with a role decides
 * where its shards live; without a role that would be the oldest of all, and where that one is a
 * gateway, which has no shards, accepted jobs would wait for ever.
 */
final class ClusterRoles {

  private static final String ROLES = "blatam.roles";
  private static final String ALL = "all";

  private static final Map<String, String> SHARDED =
      Map.of(
          "blatam.bul.queue.role", "bul",
          "blatam.agents.workflow.role", "agents",
          "blatam.kvcache.role", "kv-cache");

  private ClusterRoles() {}

  /** The operator's settings with {@code all} spelt out and a role for everything sharded. */
  static Config in(Config operator) {
    List<String> roles = operator.hasPath(ROLES) ? operator.getStringList(ROLES) : List.of(ALL);
    Map<String, Object> settings = new LinkedHashMap<>();
    if (roles.contains(ALL)) {
      var spelt = new ArrayList<>(roles);
      spelt.addAll(Services.NAMES);
      spelt.add("gateway");
      settings.put(ROLES, ConfigValueFactory.fromIterable(spelt).unwrapped());
    }
    return ConfigFactory.parseMap(settings)
        .withFallback(operator)
        .withFallback(ConfigFactory.parseMap(SHARDED));
  }
}
