package io.blatam.kvcache.access;

import com.typesafe.config.Config;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.settings.NamespaceSections;
import io.blatam.platform.StartupException;
import io.blatam.platform.identity.Scopes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@code blatam.kvcache.namespaces.<namespace>.access} and {@code .limits}, read once; what a
 * namespace leaves out is {@code blatam.kvcache.access} and {@code blatam.kvcache.limits}.
 * Immutable and thread-safe.
 */
public final class NamespaceRules {

  private static final String ROOT = "blatam.kvcache";

  private final Map<String, NamespaceRule> named;
  private final NamespaceRule others;

  private NamespaceRules(Map<String, NamespaceRule> named, NamespaceRule others) {
    this.named = Map.copyOf(named);
    this.others = others;
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static NamespaceRules from(Config root) {
    Config defaults = root.getConfig(ROOT);
    Map<String, NamespaceRule> named = new HashMap<>();
    NamespaceSections.of(root)
        .forEach(
            (name, section) -> {
              if (section.hasPath("access") || section.hasPath("limits")) {
                Config all = section.withFallback(defaults);
                named.put(name, rule(all, NamespaceSections.path(name)));
              }
            });
    return new NamespaceRules(named, rule(defaults, ROOT));
  }

  private static NamespaceRule rule(Config config, String path) {
    long key = config.getBytes("limits.max-key-bytes");
    long value = config.getBytes("limits.max-value-bytes");
    boolean fits = key >= 1 && key <= CacheKey.MAX_KEY_LENGTH;
    StartupException.require(
        fits, path + ".limits.max-key-bytes", "1 to " + CacheKey.MAX_KEY_LENGTH, key);
    StartupException.require(value >= 1, path + ".limits.max-value-bytes", "at least 1", value);
    return new NamespaceRule(
        Set.copyOf(config.getStringList("access.read")),
        Set.copyOf(config.getStringList("access.write")),
        (int) key,
        value);
  }

  public NamespaceRule of(String namespace) {
    return named.getOrDefault(namespace, others);
  }

  /** Whether there is anything at all that somebody may not do. */
  public boolean restrictive() {
    return restrictive(others) || named.values().stream().anyMatch(NamespaceRules::restrictive);
  }

  private static boolean restrictive(NamespaceRule rule) {
    return !rule.open()
        || rule.maxKeyBytes() < CacheKey.MAX_KEY_LENGTH
        || rule.maxValueBytes() < Integer.MAX_VALUE;
  }

  public boolean mayRead(Set<String> scopes, String namespace) {
    return may(scopes, of(namespace).read());
  }

  public boolean mayWrite(Set<String> scopes, String namespace) {
    return may(scopes, of(namespace).write());
  }

  /** Whether there is no namespace that these scopes may not change. */
  public boolean mayWriteAll(Set<String> scopes) {
    return may(scopes, others.write())
        && named.values().stream().allMatch(rule -> may(scopes, rule.write()));
  }

  private static boolean may(Set<String> scopes, Set<String> needed) {
    return needed.isEmpty()
        || scopes.contains(Scopes.ADMIN)
        || scopes.stream().anyMatch(needed::contains);
  }
}
