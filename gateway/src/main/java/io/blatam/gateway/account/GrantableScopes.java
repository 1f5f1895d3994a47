package io.blatam.gateway.account;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Scopes;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What accounts and keys can be given: the scopes that services ask for, and those that the
 * operator has made up for the namespaces of the cache. Immutable and thread-safe.
 */
public record GrantableScopes(Set<String> scopes) {

  private static final Set<String> OF_SERVICES =
      Set.of(Scopes.ADMIN, Scopes.DOCUMENTS, Scopes.ANALYSIS, Scopes.INFERENCE);

  private static final String FURTHER = "further-scopes";

  public GrantableScopes {
    scopes = Set.copyOf(scopes);
  }

  /**
   * @param accounts the section {@code blatam.gateway.accounts}
   * @throws StartupException if a name can not be one
   */
  static GrantableScopes of(Config accounts) {
    Set<String> scopes = new TreeSet<>(OF_SERVICES);
    for (String further : accounts.getStringList(FURTHER)) {
      StartupException.require(
          AccountRules.isScope(further),
          "blatam.gateway.accounts." + FURTHER,
          "names of 1 to 64 of a-z, 0-9, '.', '_', ':' and '-'",
          "'" + further + "'");
      scopes.add(further);
    }
    return new GrantableScopes(scopes);
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (400) if there are none, or unknown ones
   */
  public void require(String field, Collection<String> asked) {
    if (asked.isEmpty() || !scopes.containsAll(asked)) {
      throw Problem.validation(
              field,
              "must be one or more of "
                  + String.join(", ", new TreeSet<>(scopes))
                  + "; the operator adds others in blatam.gateway.accounts."
                  + FURTHER)
          .asException();
    }
  }
}
