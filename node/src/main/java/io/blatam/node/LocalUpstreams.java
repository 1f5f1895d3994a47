package io.blatam.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/**
 * Where the gateway finds the services of its own process: a port that the operator moved is moved
 * for the gateway too. What {@code blatam.gateway.upstreams} says of a service comes first.
 */
final class LocalUpstreams {

  private static final String ANYWHERE = "0.0.0.0";
  private static final String LOOPBACK = "127.0.0.1";

  private LocalUpstreams() {}

  static Config of(Config operator) {
    Config upstreams = ConfigFactory.empty();
    for (String service : Services.NAMES) {
      String port = "blatam." + service + ".port";
      String upstream = "blatam.gateway.upstreams." + service;
      if (operator.hasPath(port) && !operator.hasPath(upstream)) {
        upstreams =
            upstreams.withValue(
                upstream,
                ConfigValueFactory.fromIterable(
                    List.of("http://" + host(operator) + ":" + operator.getInt(port))));
      }
    }
    return upstreams;
  }

  private static String host(Config operator) {
    String bind = operator.hasPath("blatam.bind") ? operator.getString("blatam.bind") : LOOPBACK;
    return bind.equals(ANYWHERE) ? LOOPBACK : bind;
  }
}
