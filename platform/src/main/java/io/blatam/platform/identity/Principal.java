package io.blatam.platform.identity;

import java.util.Set;

/**
 * Who calls, with what they may do.
 *
 * @param subject the account or machine client
 * @param tenant the isolated customer that the caller belongs to
 * @param scopes what the caller may do; {@link Scopes#ADMIN} includes the others
 */
public record Principal(String subject, String tenant, Set<String> scopes) {

  /** The tenant of those who run the installation. */
  public static final String OPERATOR_TENANT = "default";

  public Principal {
    if (subject.isBlank() || tenant.isBlank()) {
      throw new IllegalArgumentException("a principal has a subject and a tenant");
    }
    scopes = Set.copyOf(scopes);
  }

  /** Whether the caller looks after the whole installation, and not their own tenant alone. */
  public boolean isOperator() {
    return scopes.contains(Scopes.ADMIN) && tenant.equals(OPERATOR_TENANT);
  }

  public boolean may(String scope) {
    return scopes.contains(scope) || scopes.contains(Scopes.ADMIN);
  }
}
