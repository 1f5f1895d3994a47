package io.blatam.gateway.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.util.function.Predicate;

/** Who sends a request: the token it carries, verified, of an account that is not disabled. */
public final class Callers {

  private static final String SCHEME = "Bearer ";

  private final Identity identity;
  private final Predicate<String> disabled;

  public Callers(Identity identity, Predicate<String> disabled) {
    this.identity = identity;
    this.disabled = disabled;
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (401) that says what is wrong with the token
   */
  public Principal of(HttpRequest request) {
    String header = request.getHeader("Authorization").map(HttpHeader::value).orElse("");
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Problem.unauthorized(
              header.isEmpty()
                  ? "Send 'Authorization: Bearer <token>'; POST /api/v1/auth/token issues tokens."
                  : "The Authorization header must be 'Bearer <token>'.")
          .asException();
    }
    Principal principal = identity.verify(header.substring(SCHEME.length()).strip());
    if (disabled.test(principal.subject())) {
      throw Problem.unauthorized("The account is disabled; ask an administrator.").asException();
    }
    return principal;
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (401 or 403)
   */
  Principal adminOf(HttpRequest request) {
    Principal principal = of(request);
    if (!principal.may(Scopes.ADMIN)) {
      throw Problem.forbidden("This needs the scope 'admin', which the token does not have.")
          .asException();
    }
    return principal;
  }
}
