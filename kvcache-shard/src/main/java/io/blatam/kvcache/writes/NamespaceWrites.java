package io.blatam.kvcache.writes;

import com.typesafe.config.Config;
import io.blatam.kvcache.settings.EnumSetting;
import io.blatam.kvcache.settings.NamespaceSections;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code write}, {@code store} and {@code write-back} of {@code
 * blatam.kvcache.namespaces.<namespace>}, read once; what a namespace leaves out is that of {@code
 * blatam.kvcache}. Immutable and thread-safe.
 */
public final class NamespaceWrites {

  private static final String DEFAULTS = "blatam.kvcache";
  private static final String FLUSH_TIMEOUT = DEFAULTS + ".write-back.flush-timeout";
  private static final String STOP_PHASE_TIMEOUT =
      "akka.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout";
  private static final String DEFAULT_PHASE_TIMEOUT =
      "akka.coordinated-shutdown.default-phase-timeout";
  private static final List<String> KEYS = List.of("write", "store", "write-back");

  private final Map<String, WriteSettings> named;
  private final WriteSettings others;
  private final Duration flushTimeout;
  private final boolean allAside;

  private NamespaceWrites(
      Map<String, WriteSettings> named, WriteSettings others, Duration flushTimeout) {
    this.named = Map.copyOf(named);
    this.others = others;
    this.flushTimeout = flushTimeout;
    this.allAside = all().stream().allMatch(one -> one.pattern() == WritePattern.ASIDE);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static NamespaceWrites from(Config root) {
    Config defaults = root.getConfig(DEFAULTS);
    Map<String, WriteSettings> named = new HashMap<>();
    NamespaceSections.of(root)
        .forEach(
            (name, section) -> {
              if (KEYS.stream().anyMatch(section::hasPath)) {
                Config all = section.withFallback(defaults);
                named.put(name, settings(all, NamespaceSections.path(name)));
              }
            });
    return new NamespaceWrites(named, settings(defaults, DEFAULTS), flushTimeout(root));
  }

  /** What is cut off by the end of its phase would be lost without a word. */
  private static Duration flushTimeout(Config root) {
    Duration timeout = root.getDuration(FLUSH_TIMEOUT);
    StartupException.require(
        timeout.toMillis() >= 1, FLUSH_TIMEOUT, "at least 1 ms: what is unsaved is lost", timeout);
    for (String phase : List.of(STOP_PHASE_TIMEOUT, DEFAULT_PHASE_TIMEOUT)) {
      if (root.hasPath(phase)) {
        Duration most = root.getDuration(phase);
        StartupException.require(
            timeout.compareTo(most) < 0,
            FLUSH_TIMEOUT,
            "shorter than " + phase + ", which is " + most.toMillis() + " ms",
            timeout);
        break;
      }
    }
    return timeout;
  }

  public WriteSettings of(String namespace) {
    return named.getOrDefault(namespace, others);
  }

  /** Whether a store stands behind the namespace. */
  public boolean backed(String namespace) {
    return !allAside && of(namespace).pattern() != WritePattern.ASIDE;
  }

  /** The stores that stand behind some namespace. */
  public Set<String> stores() {
    return all().stream()
        .filter(one -> one.pattern() != WritePattern.ASIDE)
        .map(WriteSettings::store)
        .collect(Collectors.toSet());
  }

  /** How long a segment that ends may take to save what is acknowledged. */
  public Duration flushTimeout() {
    return flushTimeout;
  }

  private Collection<WriteSettings> all() {
    List<WriteSettings> all = new ArrayList<>(named.values());
    all.add(others);
    return all;
  }

  private static WriteSettings settings(Config config, String path) {
    try {
      return new WriteSettings(
          EnumSetting.read(config, "write", WritePattern.class),
          config.getString("store"),
          config.getDuration("write-back.max-delay", TimeUnit.MILLISECONDS),
          config.getInt("write-back.batch-size"),
          config.getBytes("write-back.batch-bytes"),
          config.getBytes("write-back.max-dirty-bytes"),
          EnumSetting.read(config, "write-back.on-full", OnFull.class),
          config.getDuration("write-back.retry-min", TimeUnit.MILLISECONDS),
          config.getDuration("write-back.retry-max", TimeUnit.MILLISECONDS));
    } catch (IllegalArgumentException e) {
      throw new StartupException(path + "." + e.getMessage());
    }
  }
}
