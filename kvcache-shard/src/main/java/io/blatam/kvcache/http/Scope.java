package io.blatam.kvcache.http;

import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.Optional;

/**
 * Whose part of the cache a caller may see and change.
 *
 * @param tenant whose part was asked for; empty: everybody's, which only operators may
 */
record Scope(Principal caller, Optional<String> tenant) {

  private static final String OPERATORS =
      "administrators of the tenant '" + Principal.OPERATOR_TENANT + "'";

  /** Callers see their own tenant's part; operators everything, or what they ask for. */
  static Scope of(Principal caller, Optional<String> asked) {
    KeyNames.requireSaid("tenant", asked);
    if (caller.isOperator()) {
      return new Scope(caller, asked);
    }
    return new Scope(caller, Optional.of(own(caller, asked)));
  }

  private static String own(Principal caller, Optional<String> asked) {
    if (asked.isPresent() && !asked.get().equals(caller.tenant())) {
      throw Problem.forbidden(
              "Another tenant's part is for "
                  + OPERATORS
                  + "; leave out 'tenant' for your own part.")
          .asException();
    }
    return caller.tenant();
  }

  boolean operator() {
    return caller.isOperator();
  }

  static Principal requireOperator(Principal caller) {
    if (!caller.isOperator()) {
      throw Problem.forbidden("This is for " + OPERATORS + ".").asException();
    }
    return caller;
  }
}
