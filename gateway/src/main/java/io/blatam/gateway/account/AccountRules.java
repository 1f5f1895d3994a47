package io.blatam.gateway.account;

import io.blatam.platform.identity.Scopes;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What names, passwords, tenants and scopes may look like. Messages name the field. */
public final class AccountRules {

  /** Every scope that can be granted. */
  public static final Set<String> SCOPES =
      Set.of(Scopes.ADMIN, Scopes.DOCUMENTS, Scopes.ANALYSIS, Scopes.INFERENCE);

  static final int SHORTEST_PASSWORD = 10;
  static final int LONGEST_PASSWORD = 200;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");
  private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private AccountRules() {}

  /** Names are compared without case. */
  public static String normalName(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  public static String requireName(String field, String name) {
    return require(
        NAME,
        normalName(name),
        field + ": must be 1 to 100 of a-z, 0-9, '.', '_', '@', '+' and '-', such as ana@acme.com");
  }

  public static String requireTenant(String field, String tenant) {
    return require(TENANT, tenant, field + ": must be 1 to 63 of a-z, 0-9 and '-', such as acme");
  }

  public static String requirePassword(String field, String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new IllegalArgumentException(
          field + ": must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
    }
    return password;
  }

  public static Set<String> requireScopes(String field, Collection<String> scopes) {
    Set<String> known = new TreeSet<>(SCOPES);
    if (scopes.isEmpty() || !known.containsAll(scopes)) {
      throw new IllegalArgumentException(
          field + ": must be one or more of " + String.join(", ", known));
    }
    return Set.copyOf(scopes);
  }

  private static String require(Pattern pattern, String value, String otherwise) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(otherwise);
    }
    return value;
  }
}
