package io.blatam.gateway.signing;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.model.EntityStreamSizeException;
import io.blatam.platform.StageFailure;
import io.blatam.platform.database.DuplicateKeyException;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import io.blatam.platform.identity.Identity;
import io.blatam.platform.identity.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in that are signed with a key: right signature over method, target, body, time and
 * nonce; signed within the window; the nonce never used before. Nothing leaves the gateway before
 * the body has wholly arrived and its hash is right, so signed bodies are held in memory, bounded.
 * Services then see a token of the gateway's in place of the signature. Thread-safe.
 */
public final class SignedRequests {

  private static final Logger LOG = LoggerFactory.getLogger(SignedRequests.class);

  /** A request takes no longer than this on its way through the platform. */
  private static final Duration TOKEN_VALIDITY = Duration.ofMinutes(5);

  private static final Duration FORGET_INTERVAL = Duration.ofMinutes(1);

  private final SigningKeyTable table;
  private final SigningKeys keys;
  private final Identity identity;
  private final SigningSettings settings;
  private final long maxRequestBytes;
  private final Clock clock;
  private final ActorSystem<?> system;
  private final AtomicLong held = new AtomicLong();

  private SignedRequests(
      SigningKeyTable table,
      SigningKeys keys,
      Identity identity,
      SigningSettings settings,
      long maxRequestBytes,
      Clock clock,
      ActorSystem<?> system) {
    this.table = table;
    this.keys = keys;
    this.identity = identity;
    this.settings = settings;
    this.maxRequestBytes = maxRequestBytes;
    this.clock = clock;
    this.system = system;
  }

  /** Begins to forget nonces whose window has passed. */
  public static SignedRequests start(
      SigningKeyTable table,
      SigningKeys keys,
      Identity identity,
      SigningSettings settings,
      long maxRequestBytes,
      Clock clock,
      ActorSystem<?> system) {
    var requests =
        new SignedRequests(table, keys, identity, settings, maxRequestBytes, clock, system);
    system
        .scheduler()
        .scheduleWithFixedDelay(
            FORGET_INTERVAL, FORGET_INTERVAL, requests::forget, system.executionContext());
    return requests;
  }

  public static boolean isSigned(HttpRequest request) {
    return Signature.isSignature(authorization(request));
  }

  /**
   * The request as it may be forwarded: its body checked, a token in place of the signature.
   *
   * @return fails with a problem: 401 what is wrong with the signature, 413, 408, 503
   */
  public CompletionStage<HttpRequest> admit(HttpRequest request) {
    Signature signature = Signature.of(authorization(request));
    Instant now = clock.instant();
    Duration off = Duration.between(signature.timestamp(), now);
    if (off.abs().compareTo(settings.window()) > 0) {
      throw Signature.refused(
          "its timestamp is "
              + Math.abs(off.toSeconds())
              + " s "
              + (off.isNegative() ? "ahead of" : "behind")
              + " this server's clock ("
              + now.getEpochSecond()
              + "); "
              + settings.window().toSeconds()
              + " s are allowed");
    }
    return table
        .find(signature.key())
        .thenCompose(
            found -> {
              SigningKey key = found.orElseThrow(() -> Signature.refused("no such key is in use"));
              return body(request).thenCompose(body -> checked(request, body, signature, key));
            });
  }

  private CompletionStage<HttpRequest> checked(
      HttpRequest request, HttpEntity.Strict body, Signature signature, SigningKey key) {
    String content =
        signature.content(request.method().value(), target(request), body.getData().toArray());
    if (!signature.signs(content, keys.secret(key))) {
      throw Signature.refused("the signature is not that of what arrived here");
    }
    // Only now: who has no key must not be able to fill the table.
    return table
        .use(key.id(), signature.nonce(), signature.timestamp().plus(settings.window()))
        .handle(
            (used, failure) -> {
              if (failure != null && StageFailure.cause(failure) instanceof DuplicateKeyException) {
                throw Signature.refused("its nonce was used before");
              }
              if (failure != null) {
                throw new CompletionException(StageFailure.cause(failure));
              }
              return withToken(request, key.principal()).withEntity(body);
            });
  }

  private HttpRequest withToken(HttpRequest request, Principal principal) {
    return request
        .removeHeader("Authorization")
        .addHeader(
            RawHeader.create(
                "Authorization", "Bearer " + identity.issue(principal, TOKEN_VALIDITY)));
  }

  private CompletionStage<HttpEntity.Strict> body(HttpRequest request) {
    if (request.entity() instanceof HttpEntity.Strict strict) {
      return CompletableFuture.completedFuture(strict);
    }
    long most =
        Math.min(
            maxRequestBytes, request.entity().getContentLengthOption().orElse(maxRequestBytes));
    if (request.entity().getContentLengthOption().orElse(0) > maxRequestBytes) {
      return CompletableFuture.failedFuture(tooLarge());
    }
    if (held.addAndGet(most) > settings.maxBodyBytes()) {
      held.addAndGet(-most);
      return CompletableFuture.failedFuture(
          Problem.unavailable("More signed bodies arrive than fit; try again shortly.", 1)
              .asException());
    }
    return request
        .entity()
        .toStrict(settings.bodyTimeout().toMillis(), most, system)
        .whenComplete((body, failure) -> held.addAndGet(-most))
        .exceptionally(
            failure -> {
              throw readable(StageFailure.cause(failure));
            });
  }

  private RuntimeException readable(Throwable cause) {
    if (cause instanceof EntityStreamSizeException) {
      return tooLarge();
    }
    return cause instanceof TimeoutException
        ? Problem.of(
                408,
                "request-timeout",
                "The request did not arrive in time",
                "A signed request's body must arrive within "
                    + settings.bodyTimeout().toSeconds()
                    + " s.")
            .asException()
        : new CompletionException(cause);
  }

  private ProblemException tooLarge() {
    return Problem.tooLarge("The body", maxRequestBytes, "blatam.gateway.proxy.max-request-bytes")
        .asException();
  }

  private void forget() {
    table
        .forget(clock.instant())
        .whenComplete(
            (count, failure) -> {
              if (failure != null) {
                LOG.warn("used nonces not forgotten: {}", failure.getMessage());
              }
            });
  }

  private static String authorization(HttpRequest request) {
    return request.getHeader("Authorization").map(HttpHeader::value).orElse("");
  }

  /** As in the request line; the client signed what it sent, not what a parser makes of it. */
  private static String target(HttpRequest request) {
    Optional<String> raw = request.getHeader("Raw-Request-URI").map(HttpHeader::value);
    return raw.orElseGet(() -> request.getUri().toRelative().toString());
  }
}
