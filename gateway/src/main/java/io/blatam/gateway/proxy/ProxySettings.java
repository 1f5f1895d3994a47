package io.blatam.gateway.proxy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.blatam.platform.StartupException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code blatam.gateway.proxy} and {@code blatam.gateway.upstreams} say, read once.
 *
 * @param upstreams addresses by the service's name
 * @param trustedProxies addresses of proxies in front whose {@code X-Forwarded-*} are believed
 * @param maxRequestBytes largest request body that is forwarded
 * @param maxConcurrent exchanges in flight, all upstreams together
 * @param maxConnections connections an address
 * @param keepAlive how long an idle connection is kept
 * @param connectTimeout until a connection is established
 * @param responseTimeout until the head of the answer
 * @param idleTimeout between two bytes of a body; heartbeats count
 * @param breakerThreshold failures in a row that open an address's circuit breaker
 * @param breakerCoolDown how long it stays open at first
 */
public record ProxySettings(
    Map<String, List<URI>> upstreams,
    Set<String> trustedProxies,
    long maxRequestBytes,
    int maxConcurrent,
    int maxConnections,
    Duration keepAlive,
    Duration connectTimeout,
    Duration responseTimeout,
    Duration idleTimeout,
    int breakerThreshold,
    Duration breakerCoolDown) {

  /**
   * @param gateway the section {@code blatam.gateway}
   * @throws StartupException that names the key and what to change
   */
  public static ProxySettings of(Config gateway) {
    Config proxy = gateway.getConfig("proxy");
    return new ProxySettings(
        upstreams(gateway.getConfig("upstreams")),
        Set.copyOf(gateway.getStringList("trusted-proxies")),
        proxy.getBytes("max-request-bytes"),
        proxy.getInt("max-concurrent-requests"),
        proxy.getInt("max-connections"),
        proxy.getDuration("keep-alive"),
        proxy.getDuration("connect-timeout"),
        proxy.getDuration("response-timeout"),
        proxy.getDuration("idle-timeout"),
        proxy.getInt("circuit-breaker.failures"),
        proxy.getDuration("circuit-breaker.cool-down"));
  }

  private static Map<String, List<URI>> upstreams(Config upstreams) {
    Map<String, List<URI>> read = new LinkedHashMap<>();
    for (String name : upstreams.root().keySet().stream().sorted().toList()) {
      String key = "blatam.gateway.upstreams." + name;
      List<String> addresses;
      try {
        addresses = upstreams.getStringList(name);
      } catch (ConfigException e) {
        throw new StartupException(
            key + " must be a list of addresses such as [\"http://127.0.0.1:8002\"]", e);
      }
      if (addresses.isEmpty()) {
        throw new StartupException(key + " is empty; name at least one address");
      }
      read.put(name, addresses.stream().map(address -> address(key, address)).toList());
    }
    return Map.copyOf(read);
  }

  private static URI address(String key, String address) {
    try {
      URI uri = URI.create(address);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (web && bare && uri.getHost() != null && uri.getQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new StartupException(key + ": '" + address + "' is not an address", e);
    }
    throw new StartupException(
        key + ": '" + address + "' must be scheme, host and port, such as http://127.0.0.1:8002");
  }
}
