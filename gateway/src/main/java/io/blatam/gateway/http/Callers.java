package io.blatam.gateway.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.identity.Scopes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who sends a request: the token it carries, verified, of an account that is not disabled.
 * Thread-safe.
 *
 * <p>Verifying a signature is the most expensive thing the gateway does to a request, so a token
 * that was good a moment ago is not verified again. It may thereby pass up to {@link #REMEMBERED}
 * after it expired; the service behind verifies it once more.
 */
public final class Callers {

  private static final String SCHEME = "Bearer ";

  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  /** Some 10 MB of tokens; more at once only means that some are verified again. */
  private static final int MOST_REMEMBERED = 8_192;

  private final Identity identity;
  private final Map<String, Verified> verified = new ConcurrentHashMap<>();

  /**
   * @param until {@link System#nanoTime} until which it is believed
   */
  private record Verified(Principal principal, long until) {}

  public Callers(Identity identity) {
    this.identity = identity;
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
    Principal principal = verified(header.substring(SCHEME.length()).strip());
    return principal;
  }

  private Principal verified(String token) {
    long now = System.nanoTime();
    Verified known = verified.get(token);
    if (known != null
        && now - known.until() < 0
        && !identity.isRevoked(known.principal().subject())) {
      return known.principal();
    }
    Principal principal = identity.verify(token);
    if (verified.size() >= MOST_REMEMBERED) {
      verified.clear();
    }
    verified.put(token, new Verified(principal, now + REMEMBERED.toNanos()));
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
