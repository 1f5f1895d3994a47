package io.blatam.gateway.proxy;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpProtocols;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.ResponseEntity;
import akka.http.javadsl.model.Uri;
import akka.http.scaladsl.model.EntityStreamSizeException;
import io.blatam.platform.StageFailure;
import io.blatam.platform.http.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to an upstream and its answer on the way back.
 *
 * <p>A request is tried again in two cases only: when no connection came about, so nothing was
 * sent; and when a bodiless GET or HEAD met a kept-alive connection that the upstream was just
 * closing.
 */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** What nginx calls 499; nobody is there to read it, but logs and metrics are. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final ActorSystem<?> system;
  private final ProxySettings settings;
  private final Upstream upstream;
  private final HttpRequest request;
  private final HttpRequest outgoing;
  private final CompletionStage<?> clientGone;
  private final Function<Problem, HttpResponse> errors;
  private final Runnable atEnd;

  private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Set<Endpoint> tried = new HashSet<>();
  private volatile Optional<Throwable> bodyFailure = Optional.empty();
  private volatile boolean bodySent;
  private boolean retried;

  /**
   * @param clientGone completes when the client hangs up
   */
  Exchange(
      ActorSystem<?> system,
      ProxySettings settings,
      Upstream upstream,
      HttpRequest request,
      CompletionStage<?> clientGone,
      Caller caller,
      Function<Problem, HttpResponse> errors,
      Runnable atEnd) {
    this.system = system;
    this.settings = settings;
    this.upstream = upstream;
    this.request = request;
    this.clientGone = clientGone;
    this.errors = errors;
    this.atEnd = atEnd;
    this.outgoing =
        HttpRequest.create()
            .withMethod(request.method())
            .withUri(originForm(request.getUri()))
            .withHeaders(ForwardedHeaders.ofRequest(request.getHeaders(), caller))
            .withEntity(watchedBody(request.entity()));
  }

  CompletionStage<HttpResponse> run() {
    try {
      attempt();
    } catch (RuntimeException defect) {
      end();
      throw defect;
    }
    return answer;
  }

  static Problem tooLarge(long limit) {
    return Problem.tooLarge("The body", limit, "blatam.gateway.proxy.max-request-bytes");
  }

  private void attempt() {
    long now = System.nanoTime();
    Optional<Endpoint> chosen = upstream.choose(tried, now);
    if (chosen.isEmpty()) {
      finish(
          Problem.unavailable(
              "The service '" + upstream.name() + "' can not be reached.",
              upstream.retryAfterSeconds(now)));
      return;
    }
    Endpoint endpoint = chosen.get();
    endpoint.pool().acquire().whenComplete((lease, failure) -> acquired(endpoint, lease, failure));
  }

  private void acquired(Endpoint endpoint, ConnectionPool.Lease lease, Throwable failure) {
    if (failure == null) {
      send(endpoint, lease);
    } else if (StageFailure.cause(failure) instanceof ConnectionPool.Exhausted) {
      // Says nothing about the upstream's health, but it must not leave a half-open breaker
      // waiting.
      tried.add(endpoint);
      attempt();
    } else {
      endpoint.breaker().failed(System.nanoTime());
      LOG.warn(
          "{}: no connection to {}: {}", upstream.name(), endpoint.address(), failure.getMessage());
      tried.add(endpoint);
      attempt();
    }
  }

  private void send(Endpoint endpoint, ConnectionPool.Lease lease) {
    HeldConnection held = new HeldConnection(endpoint.pool(), lease.connection());
    AtomicBoolean late = new AtomicBoolean();
    Cancellable timer =
        system
            .scheduler()
            .scheduleOnce(
                settings.responseTimeout(),
                () -> {
                  late.set(true);
                  held.abort();
                },
                system.executionContext());
    clientGone.thenRun(
        () -> {
          if (!answer.isDone()) {
            held.abort();
          }
        });
    held.connection()
        .exchange(outgoing)
        .whenComplete(
            (response, failure) -> {
              timer.cancel();
              if (failure == null) {
                endpoint.breaker().succeeded();
                passBack(held, response);
              } else if (late.get()) {
                endpoint.breaker().failed(System.nanoTime());
                finish(
                    Problem.timeout(
                        "The service '"
                            + upstream.name()
                            + "' did not answer within "
                            + settings.responseTimeout().toSeconds()
                            + " s."));
              } else {
                held.abort();
                broken(endpoint, lease, failure);
              }
            });
  }

  private void broken(Endpoint endpoint, ConnectionPool.Lease lease, Throwable failure) {
    if (clientGone.toCompletableFuture().isDone()) {
      finish(
          Problem.of(
              CLIENT_CLOSED_REQUEST, "client-closed", "The client has hung up", "Nobody waits."));
    } else if (bodyFailure.isPresent()
        && StageFailure.cause(bodyFailure.get()) instanceof EntityStreamSizeException) {
      finish(tooLarge(settings.maxRequestBytes()));
    } else if (bodyFailure.isPresent()) {
      finish(Problem.badRequest("The body ended before it was complete; send it again."));
    } else if (lease.reused() && repeatable() && !retried) {
      retried = true;
      endpoint
          .pool()
          .acquireNew()
          .whenComplete((fresh, refusal) -> acquired(endpoint, fresh, refusal));
    } else {
      if (!lease.reused()) {
        endpoint.breaker().failed(System.nanoTime());
      }
      LOG.warn("{}: {} broke off: {}", upstream.name(), endpoint.address(), failure.getMessage());
      finish(
          Problem.badGateway("The service '" + upstream.name() + "' broke off before it answered.")
              .retryAfter(1));
    }
  }

  private void passBack(HeldConnection held, HttpResponse response) {
    EntityWatch.End end =
        new EntityWatch.End() {
          @Override
          public void complete() {
            end();
            // An upstream that answered without reading the whole request is about to close.
            if (bodySent) {
              held.giveBack();
            } else {
              held.abort();
            }
          }

          @Override
          public void broken(Throwable cause) {
            end();
            held.abort();
          }
        };
    answer.complete(
        response
            .withProtocol(HttpProtocols.HTTP_1_1)
            .withHeaders(headers(response))
            .withEntity(watchedBody(response, end)));
    if (clientGone.toCompletableFuture().isDone()) {
      held.abort();
    }
  }

  private RequestEntity watchedBody(RequestEntity entity) {
    return EntityWatch.request(
        (RequestEntity) entity.withSizeLimit(settings.maxRequestBytes()),
        new EntityWatch.End() {
          @Override
          public void complete() {
            bodySent = true;
          }

          @Override
          public void broken(Throwable cause) {
            bodyFailure = Optional.of(cause);
          }
        });
  }

  private List<HttpHeader> headers(HttpResponse response) {
    List<HttpHeader> headers = ForwardedHeaders.ofResponse(response.getHeaders());
    var length = response.entity().getContentLengthOption();
    if (request.method().equals(HttpMethods.HEAD) && length.orElse(0) > 0) {
      headers.add(new LengthToHead(length.getAsLong()));
    }
    return headers;
  }

  /** The answer to HEAD names a length but has no body that could end. */
  private ResponseEntity watchedBody(HttpResponse response, EntityWatch.End end) {
    if (request.method().equals(HttpMethods.HEAD)) {
      end.complete();
      return response.entity();
    }
    return EntityWatch.response(response.entity(), end);
  }

  private boolean repeatable() {
    boolean safe =
        request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
    return safe && request.entity().isKnownEmpty();
  }

  private void finish(Problem problem) {
    end();
    answer.complete(errors.apply(problem));
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      atEnd.run();
    }
  }

  private static Uri originForm(Uri uri) {
    return Uri.create(uri.asScala().toRelative());
  }
}
