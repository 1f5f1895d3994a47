package io.blatam.kvcache.copies;

import com.typesafe.config.Config;
import io.blatam.kvcache.settings.NamespaceSections;
import io.blatam.kvcache.writes.NamespaceWrites;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code blatam.kvcache.copies} and {@code blatam.kvcache.namespaces.<namespace>.copies.enabled},
 * read once; every component is explained beside its key in {@code reference.conf}. Immutable and
 * thread-safe.
 */
public final class CopySettings {

  private static final String ROOT = "blatam.kvcache";
  private static final String ENABLED = "copies.enabled";
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /** Two nodes' clocks may run apart by a quarter of a lease, and a timer be late by so much. */
  private static final int MARGIN_PART = 4;

  private final Map<String, Boolean> named;
  private final boolean others;
  private final NamespaceWrites writes;
  private final int afterGets;
  private final Duration lease;
  private final long maxBytes;
  private final boolean anywhere;

  private CopySettings(
      Map<String, Boolean> named,
      boolean others,
      NamespaceWrites writes,
      boolean clustered,
      Config config) {
    this.named = Map.copyOf(named);
    this.others = others;
    this.writes = writes;
    this.anywhere = clustered && (others || named.containsValue(true));
    this.afterGets = config.getInt("copies.after-gets");
    this.lease = config.getDuration("copies.lease");
    this.maxBytes = config.getBytes("copies.max-bytes");
    Duration patience = config.getDuration("operation-timeout").dividedBy(2);
    require(afterGets >= 1, "after-gets", "at least 1", afterGets);
    require(maxBytes >= 0, "max-bytes", "0 or more", maxBytes);
    require(
        !anywhere() || (lease.compareTo(SHORTEST) >= 0 && ownersLease().compareTo(patience) <= 0),
        "lease",
        "at least 10 ms, and with a quarter more at most half of operation-timeout",
        lease);
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, ROOT + ".copies." + key, what, actual);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static CopySettings from(Config root) {
    NamespaceWrites writes = NamespaceWrites.from(root);
    Config defaults = root.getConfig(ROOT);
    Map<String, Boolean> named = new HashMap<>();
    NamespaceSections.of(root)
        .forEach(
            (name, section) -> {
              if (section.hasPath(ENABLED)) {
                boolean enabled = section.getBoolean(ENABLED);
                StartupException.require(
                    !enabled || !writes.backed(name),
                    NamespaceSections.path(name) + "." + ENABLED,
                    "off where write is not aside",
                    "on");
                named.put(name, enabled);
              }
            });
    boolean clustered = root.getString("akka.actor.provider").contains("cluster");
    return new CopySettings(named, defaults.getBoolean(ENABLED), writes, clustered, defaults);
  }

  /** Whether the namespace's keys may be copied: it says so, and no store stands behind it. */
  public boolean enabled(String namespace) {
    return anywhere() && named.getOrDefault(namespace, others) && !writes.backed(namespace);
  }

  /** Whether any namespace's may; never where there is no other node. */
  public boolean anywhere() {
    return anywhere;
  }

  /** So many gets of a key by one node within a lease, and no change between them, earn a copy. */
  public int afterGets() {
    return afterGets;
  }

  /** How long a copy may be read, from when its node asked for it. */
  public Duration lease() {
    return lease;
  }

  /** After how long an owner may be sure that nobody reads a copy any more. */
  public Duration ownersLease() {
    return lease.plus(lease.dividedBy(MARGIN_PART));
  }

  /** What a node keeps at most. */
  public long maxBytes() {
    return maxBytes;
  }
}
