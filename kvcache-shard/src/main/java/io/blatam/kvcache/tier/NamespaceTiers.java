package io.blatam.kvcache.tier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.settings.EnumSetting;
import io.blatam.kvcache.settings.NamespaceSections;
import io.blatam.kvcache.writes.NamespaceWrites;
import io.blatam.platform.StartupException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code blatam.kvcache.namespaces.<namespace>.{lowest-tier,hmac,deduplicate}}, read once; what a
 * namespace leaves out is {@code blatam.kvcache.{lowest-tier,hmac,deduplicate}}. Immutable and
 * thread-safe.
 */
public final class NamespaceTiers {

  private static final String ROOT = "blatam.kvcache";

  /**
   * What one namespace asks for.
   *
   * @param hmac whether its values are sealed when they leave memory
   * @param deduplicate whether equal contents are kept once in the warm tier
   */
  public record Wish(Lowest lowest, boolean hmac, boolean deduplicate) {}

  /** Stands for every namespace that has no settings of its own: none has a blank name. */
  private static final String NO_NAMESPACE = "";

  private final Map<String, Wish> named;
  private final Wish others;

  private NamespaceTiers(Map<String, Wish> named, Wish others) {
    this.named = Map.copyOf(named);
    this.others = others;
  }

  /** Where a store stands behind a namespace it is asked, and not a file that may be older. */
  private static Wish unlessBacked(Wish wish, boolean backed) {
    return backed ? new Wish(Lowest.HOT, wish.hmac(), wish.deduplicate()) : wish;
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static NamespaceTiers from(Config root) {
    Config defaults = root.getConfig(ROOT);
    NamespaceWrites writes = NamespaceWrites.from(root);
    Map<String, Wish> named = new HashMap<>();
    if (writes.backed(NO_NAMESPACE)) {
      StoreConflicts.require(ConfigFactory.empty(), defaults, ROOT);
    }
    NamespaceSections.of(root)
        .forEach(
            (name, section) -> {
              Config all = section.withFallback(defaults);
              String path = NamespaceSections.path(name);
              if (writes.backed(name)) {
                StoreConflicts.require(section, all, path);
              }
              named.put(name, unlessBacked(wish(all, path), writes.backed(name)));
            });
    return new NamespaceTiers(
        named, unlessBacked(wish(defaults, ROOT), writes.backed(NO_NAMESPACE)));
  }

  public Wish of(String namespace) {
    return named.getOrDefault(namespace, others);
  }

  /** Whether any value is ever sealed, so that a key is needed. */
  public boolean sealing() {
    return others.hmac() || named.values().stream().anyMatch(Wish::hmac);
  }

  private static Wish wish(Config config, String path) {
    return new Wish(
        lowest(config.getString("lowest-tier"), path),
        config.getBoolean("hmac"),
        config.getBoolean("deduplicate"));
  }

  private static Lowest lowest(String name, String path) {
    return EnumSetting.find(Lowest.class, name)
        .orElseThrow(
            () ->
                new StartupException(
                    path + ".lowest-tier: must be hot, warm or cold, not " + name));
  }
}
