package io.blatam.kvcache.http;

import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Refuses what a caller's scopes do not allow in a namespace. */
final class NamespaceAccess {

  private final NamespaceRules rules;

  NamespaceAccess(NamespaceRules rules) {
    this.rules = rules;
  }

  void requireRead(Principal caller, String namespace) {
    if (!rules.mayRead(caller.scopes(), namespace)) {
      throw refusal("Reading", namespace, rules.of(namespace).read());
    }
  }

  void requireWrite(Principal caller, String namespace) {
    if (!rules.mayWrite(caller.scopes(), namespace)) {
      throw refusal("Changing", namespace, rules.of(namespace).write());
    }
  }

  /** Where no namespace is named, all of them are meant. */
  void requireWrite(Principal caller, Optional<String> namespace) {
    namespace.ifPresent(name -> requireWrite(caller, name));
    if (namespace.isEmpty() && !rules.mayWriteAll(caller.scopes())) {
      throw Problem.forbidden(
              "Some namespaces need a scope that the token does not have; name a namespace.")
          .asException();
    }
  }

  private static RuntimeException refusal(String what, String namespace, Set<String> scopes) {
    return Problem.forbidden(
            what
                + " namespace '"
                + Problem.printable(namespace)
                + "' needs the scope "
                + String.join(" or ", new TreeSet<>(scopes)))
        .asException();
  }
}
