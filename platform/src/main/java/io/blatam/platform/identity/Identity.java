package io.blatam.platform.identity;

import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;

import akka.http.javadsl.server.Route;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.JWTVerifier;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Issues and verifies the bearer tokens (JWT, RS256) that carry a {@link Principal} from the
 * gateway to every service. Thread-safe.
 *
 * <p>The algorithm, issuer and audience are pinned: a token that names another algorithm, {@code
 * none} included, is refused whatever it says.
 */
public final class Identity {

  private static final String ISSUER = "blatam";
  private static final String TENANT = "tenant";
  private static final String SCOPE = "scope";
  private static final long CLOCK_SKEW_SECONDS = 5;

  /** Far above our own tokens (about 700 characters); a longer one is not worth parsing. */
  private static final int MAX_TOKEN_LENGTH = 8 * 1024;

  private final SigningKeys keys;
  private final MacKeys macKeys;
  private final Algorithm algorithm;
  private final JWTVerifier verifier;
  private final Clock clock;
  private final Predicate<String> revoked;

  private Identity(Secrets secrets, Clock clock) {
    this(SigningKeys.load(secrets), MacKeys.load(secrets), clock, subject -> false);
  }

  private Identity(SigningKeys keys, MacKeys macKeys, Clock clock, Predicate<String> revoked) {
    this.keys = keys;
    this.macKeys = macKeys;
    this.clock = clock;
    this.revoked = revoked;
    this.algorithm = Algorithm.RSA256(keys.publicKey(), keys.privateKey());
    this.verifier =
        ((com.auth0.jwt.JWTVerifier.BaseVerification)
                JWT.require(algorithm)
                    .withIssuer(ISSUER)
                    .withAudience(ISSUER)
                    .withClaimPresence("sub")
                    .withClaimPresence(TENANT)
                    .withClaimPresence("exp")
                    .acceptLeeway(CLOCK_SKEW_SECONDS))
            .build(clock);
  }

  /** With the key pair of {@code secretsFolder}, made there when there is none yet. */
  public static Identity load(Path secretsFolder, Clock clock) {
    return new Identity(new SecretFiles(secretsFolder), clock);
  }

  /**
   * With the key pair that the nodes of a cluster agree on through {@code database}; {@code
   * secretsFolder} follows it.
   */
  public static Identity shared(DataSource database, Path secretsFolder, Clock clock) {
    return new Identity(new SharedSecrets(database, new SecretFiles(secretsFolder)), clock);
  }

  /** The same keys, with which tokens of those whom {@code revoked} names are refused. */
  public Identity refusing(Predicate<String> revoked) {
    return new Identity(keys, macKeys, clock, revoked);
  }

  /**
   * Whether a subject's tokens are refused although they have not ended. Costs little: whoever
   * keeps a connection, or believes a token for a while, asks each time.
   */
  public boolean isRevoked(String subject) {
    return revoked.test(subject);
  }

  /** A signed token for {@code principal} that ends after {@code validity}. */
  public String issue(Principal principal, Duration validity) {
    Instant now = clock.instant();
    return JWT.create()
        .withKeyId(keys.keyId())
        .withJWTId(UUID.randomUUID().toString())
        .withIssuer(ISSUER)
        .withAudience(ISSUER)
        .withSubject(principal.subject())
        .withClaim(TENANT, principal.tenant())
        .withClaim(SCOPE, String.join(" ", principal.scopes().stream().sorted().toList()))
        .withIssuedAt(now)
        .withExpiresAt(now.plus(validity))
        .sign(algorithm);
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (401) that says why the token is refused
   */
  public Principal verify(String token) {
    return read(token).principal();
  }

  /**
   * As {@link #verify}, for connections that outlive a request.
   *
   * @throws io.blatam.platform.http.ProblemException (401) that says why the token is refused
   */
  public Bearer read(String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      throw refused("The token is longer than any that is issued here.");
    }
    try {
      DecodedJWT jwt = verifier.verify(token);
      String scopes = Optional.ofNullable(jwt.getClaim(SCOPE).asString()).orElse("");
      Principal principal =
          new Principal(
              jwt.getSubject(),
              jwt.getClaim(TENANT).asString(),
              scopes.isBlank() ? Set.of() : Set.of(scopes.split(" ")));
      if (isRevoked(principal.subject())) {
        throw refused("The account is disabled; ask an administrator.");
      }
      return new Bearer(principal, jwt.getExpiresAtAsInstant().plusSeconds(CLOCK_SKEW_SECONDS));
    } catch (TokenExpiredException e) {
      throw refused(
          "The token expired at "
              + e.getExpiredOn()
              + "; ask for a new one at POST /api/v1/auth/token.");
    } catch (JWTVerificationException | IllegalArgumentException | NullPointerException e) {
      throw refused(
          "The token is not one that was issued here; ask for one at POST /api/v1/auth/token.");
    }
  }

  /**
   * A key of 32 bytes for HMAC-SHA256: the same on every node of the cluster and after a restart.
   *
   * @param purpose what it is for; the keys of two purposes tell nothing about each other
   */
  public byte[] macKey(String purpose) {
    return macKeys.of(purpose);
  }

  /** The public keys that verify our tokens, as a JWK set (RFC 7517). */
  public Object jwks() {
    var set = Json.mapper().createObjectNode();
    set.putArray("keys").add(keys.toJwk());
    return set;
  }

  /** Goes on only for callers with a valid bearer token. */
  public Route authenticated(Function<Principal, Route> inner) {
    return optionalHeaderValueByName(
        "Authorization", header -> inner.apply(verify(bearer(header))));
  }

  /** Goes on only for callers who have {@code scope}. */
  public Route requiring(String scope, Function<Principal, Route> inner) {
    return authenticated(
        principal -> {
          if (!principal.may(scope)) {
            throw Problem.forbidden(
                    "This needs the scope '" + scope + "', which the token does not have.")
                .asException();
          }
          return inner.apply(principal);
        });
  }

  private static String bearer(Optional<String> header) {
    if (header.isEmpty()) {
      throw refused("Send 'Authorization: Bearer <token>'; POST /api/v1/auth/token issues tokens.");
    }
    String value = header.get();
    if (!value.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw refused("The Authorization header must be 'Bearer <token>'.");
    }
    return value.substring(7).strip();
  }

  private static RuntimeException refused(String detail) {
    return Problem.unauthorized(detail).asException();
  }
}
