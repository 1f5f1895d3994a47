package io.blatam.kvcache.http;

import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.Optional;

/**
 * Whose part of the cache a caller may see and change.
 *
 * @param tenant whose part was asked for; empty: everybody's, which only operators may
 */
record Scope(Principal caller, Optional<String> tenant) {

  /** Callers see their own tenant's part; operators everything, or what they ask for. */
  static Scope of(Principal caller, Optional<String> asked) {
    if (caller.may(Scopes.ADMIN)) {
      return new Scope(caller, asked);
    }
    return new Scope(caller, Optional.of(own(caller, asked)));
  }

  private static String own(Principal caller, Optional<String> asked) {
    if (asked.isPresent() && !asked.get().equals(caller.tenant())) {
      throw Problem.forbidden(
              "Another tenant's part needs the scope '" + Scopes.ADMIN + "'; leave out 'tenant'.")
          .asException();
    }
    return caller.tenant();
  }

  boolean operator() {
    return caller.may(Scopes.ADMIN);
  }

  static Principal requireOperator(Principal caller) {
    if (!caller.may(Scopes.ADMIN)) {
      throw Problem.forbidden("This needs the scope '" + Scopes.ADMIN + "'.").asException();
    }
    return caller;
  }
}
