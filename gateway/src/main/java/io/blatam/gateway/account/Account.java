package io.blatam.gateway.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.blatam.platform.identity.Principal;
import java.time.Instant;
import java.util.Set;

/**
 * Someone, or a machine client, who may ask for tokens.
 *
 * @param name unique across tenants
 * @param passwordHash bcrypt, in modular crypt format; never leaves the process
 */
public record Account(
    String name,
    String tenant,
    @JsonIgnore String passwordHash,
    Set<String> scopes,
    boolean disabled,
    Instant createdAt,
    Instant passwordChangedAt) {

  public Account {
    scopes = Set.copyOf(scopes);
  }

  public Principal principal() {
    return new Principal(name, tenant, scopes);
  }

  Account withPassword(String hash, Instant at) {
    return new Account(name, tenant, hash, scopes, disabled, createdAt, at);
  }

  Account withScopes(Set<String> granted) {
    return new Account(name, tenant, passwordHash, granted, disabled, createdAt, passwordChangedAt);
  }

  Account withDisabled(boolean now) {
    return new Account(name, tenant, passwordHash, scopes, now, createdAt, passwordChangedAt);
  }

  /** A record's own would print the hash. */
  @Override
  public String toString() {
    return "Account[" + name + " of " + tenant + "]";
  }
}
