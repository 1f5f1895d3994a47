package io.blatam.kvcache.http;

import io.blatam.kvcache.access.NamespaceRule;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.DatabaseKeys;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.Set;

/**
 * Keys of a caller's own tenant, and whether the caller may use them. Namespaces that the platform
 * fills itself are closed. What may not be is a {@link io.blatam.platform.http.ProblemException}:
 * 400, or 403.
 */
final class OwnKeys {

  private final NamespaceRules rules;
  private final NamespaceAccess access;
  private final Set<String> closed;

  /**
   * @param closed namespaces that are nobody's to read or write through this door
   */
  OwnKeys(NamespaceRules rules, Set<String> closed) {
    this.rules = rules;
    this.access = new NamespaceAccess(rules);
    this.closed = Set.copyOf(closed);
  }

  /**
   * @param field what the caller calls the name, for the message if there can be no such key
   */
  CacheKey key(String field, Principal caller, String namespace, String name) {
    if (closed.contains(namespace)) {
      throw Problem.forbidden(
              "Namespace '"
                  + Problem.printable(namespace)
                  + "' is filled by the platform itself; choose another.")
          .asException();
    }
    try {
      return new CacheKey(caller.tenant(), namespace, DatabaseKeys.kept(namespace, name));
    } catch (IllegalArgumentException e) {
      throw KeyNames.refused(field, e).asException();
    }
  }

  void requireRead(Principal caller, String namespace) {
    access.requireRead(caller, namespace);
  }

  /** The limits of what the caller may write there. */
  NamespaceRule requireWrite(Principal caller, CacheKey key) {
    NamespaceRule rule = rules.of(key.namespace());
    access.requireWrite(caller, key.namespace());
    if (DatabaseKeys.bytes(key) > rule.maxKeyBytes()) {
      throw Problem.validation(
              "key", "must have at most " + rule.maxKeyBytes() + " bytes in this namespace")
          .asException();
    }
    return rule;
  }
}
