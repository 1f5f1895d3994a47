package io.blatam.gateway.account;

import java.util.Optional;
import java.util.Set;

/** What an administrator changes on an account; what is absent stays. */
public record AccountChange(
    Optional<Boolean> disabled, Optional<Set<String>> scopes, Optional<String> password) {

  public AccountChange {
    scopes = scopes.map(Set::copyOf);
    password.ifPresent(given -> AccountRules.requirePassword("password", given));
    if (disabled.isEmpty() && scopes.isEmpty() && password.isEmpty()) {
      throw new IllegalArgumentException(
          "disabled: name what to change: disabled, scopes or password");
    }
  }
}
