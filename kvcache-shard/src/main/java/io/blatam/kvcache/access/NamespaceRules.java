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
  private static final String MAX_VALUE = "limits.max-value-bytes";

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
                String path = NamespaceSections.path(name);
                String limited = section.hasPath(MAX_VALUE) ? path : ROOT;
                named.put(name, rule(section.withFallback(defaults), path, limited));
              }
            });
    return new NamespaceRules(named, rule(defaults, ROOT, ROOT));
  }

  /**
   * @param limited where the longest value is said
   */
  private static NamespaceRule rule(Config config, String path, String limited) {
    long key = config.getBytes("limits.max-key-bytes");
    long value = config.getBytes(MAX_VALUE);
    boolean fits = key >= 1 && key <= CacheKey.MAX_KEY_LENGTH;
    StartupException.require(
        fits, path + ".limits.max-key-bytes", "1 to " + CacheKey.MAX_KEY_LENGTH, key);
    StartupException.require(value >= 1, path + "." + MAX_VALUE, "at least 1", value);
    return new NamespaceRule(
        Set.copyOf(config.getStringList("access.read")),
        Set.copyOf(config.getStringList("access.write")),
        (int) key,
        value,
        limited + "." + MAX_VALUE);
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
