package io.blatam.gateway.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** What names, passwords, tenants and scopes may look like. Messages name the field. */
public final class AccountRules {

  static final int SHORTEST_PASSWORD = 10;
  static final int LONGEST_PASSWORD = 200;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");
  private static final Pattern SCOPE = Pattern.compile("[a-z0-9][a-z0-9._:-]{0,63}");
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

  /** Which of them can be granted is for {@link GrantableScopes} to say. */
  static boolean isScope(String scope) {
    return SCOPE.matcher(scope).matches();
  }

  private static String require(Pattern pattern, String value, String otherwise) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(otherwise);
    }
    return value;
  }
}
