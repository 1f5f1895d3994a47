package io.blatam.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.blatam.platform.Bootstrap;
import java.util.List;

/**
 * Where the gateway finds the services of its own process: at the address and the port that they
 * listen on, wherever the operator has moved them. What {@code blatam.gateway.upstreams} says of a
 * service comes first, and services that run elsewhere stay where the settings say.
 */
final class LocalUpstreams {

  private static final String LOOPBACK = "127.0.0.1";

  private LocalUpstreams() {}

  /**
   * @param operator what the operator has set
   * @return {@code blatam.gateway.upstreams} of the services of this process
   */
  static Config of(Config operator) {
    Config whole = Bootstrap.configuration(operator);
    List<String> roles = whole.getStringList("blatam.roles");
    Config upstreams = ConfigFactory.empty();
    for (String service : Services.NAMES) {
      String upstream = "blatam.gateway.upstreams." + service;
      boolean here = roles.contains(Services.ALL) || roles.contains(service);
      boolean moved = operator.hasPath("blatam." + service + ".port");
      if ((here || moved) && !operator.hasPath(upstream)) {
        String address =
            "http://" + host(whole) + ":" + whole.getInt("blatam." + service + ".port");
        upstreams =
            upstreams.withValue(upstream, ConfigValueFactory.fromIterable(List.of(address)));
      }
    }
    return upstreams;
  }

  private static String host(Config whole) {
    String bind = whole.getString("blatam.bind");
    return switch (bind) {
      case "0.0.0.0", "::", "0:0:0:0:0:0:0:0" -> LOOPBACK;
      default -> bind.contains(":") && !bind.startsWith("[") ? "[" + bind + "]" : bind;
    };
  }
}
