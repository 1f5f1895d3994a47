package io.blatam.platform;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code blatam} says of the process as a whole, read once.
 *
 * @param bind address that every door listens on
 * @param roles the services of this process; {@code all} stands alone
 * @param dataDir embedded database, secrets, logs
 * @param join how this node finds its cluster
 * @param managementPort port of Akka Management
 * @param revocationsRefresh how soon it learns whose tokens another node revoked
 */
public record PlatformSettings(
    String bind,
    Set<String> roles,
    Path dataDir,
    Join join,
    String clusterHost,
    int clusterPort,
    boolean managementEnabled,
    int managementPort,
    Duration revocationsRefresh) {

  /** How a node finds its cluster. */
  public enum Join {
    SELF,
    SEEDS,
    BOOTSTRAP
  }

  private static final String ALL = "all";

  public static PlatformSettings of(Config config) {
    Config blatam = config.getConfig("blatam");
    return new PlatformSettings(
        blatam.getString("bind"),
        Set.copyOf(new TreeSet<>(roles(blatam))),
        Path.of(blatam.getString("data-dir")),
        join(blatam.getString("cluster.join")),
        blatam.getString("cluster.host"),
        blatam.getInt("cluster.port"),
        blatam.getBoolean("management.enabled"),
        blatam.getInt("management.port"),
        blatam.getDuration("revocations-refresh"));
  }

  /** Does this process run the service called {@code name}? */
  public boolean runs(String name) {
    return roles.contains(ALL) || roles.contains(name);
  }

  public Path secretsDir() {
    return dataDir.resolve("secrets");
  }

  private static List<String> roles(Config blatam) {
    List<String> roles = blatam.getStringList("roles");
    if (roles.isEmpty()) {
      throw new StartupException(
          "blatam.roles is empty; name the services of this process, or \"all\"");
    }
    return roles;
  }

  private static Join join(String value) {
    try {
      return Join.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "blatam.cluster.join is '" + value + "'; use self, seeds or bootstrap", e);
    }
  }
}
