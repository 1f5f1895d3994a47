package io.blatam.gateway.proxy;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ClientConnectionSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.http.ClientGone;
import io.blatam.platform.http.Problem;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import scala.concurrent.duration.FiniteDuration;

/**
 * Forwards requests to the services and their answers back, streaming both ways. Failures become
 * problems: 413 body too large, 502 broken exchange, 503 nobody there or too much at once, 504 no
 * answer in time. Thread-safe.
 */
public final class ReverseProxy {

  /** When all is taken, a second is enough for some of it to come free. */
  private static final int OVERLOAD_RETRY_SECONDS = 1;

  private final ActorSystem<?> system;
  private final ProxySettings settings;
  private final Map<String, Upstream> upstreams = new TreeMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  public ReverseProxy(ActorSystem<?> system, ProxySettings settings) {
    this.system = system;
    this.settings = settings;
    ClientConnectionSettings client = clientSettings(system, settings);
    settings
        .upstreams()
        .forEach(
            (name, addresses) ->
                upstreams.put(
                    name,
                    new Upstream(
                        name,
                        addresses.stream().map(address -> endpoint(address, client)).toList())));
  }

  public Collection<Upstream> upstreams() {
    return upstreams.values();
  }

  /**
   * Forwards to the named service. That {@code caller} may was decided before.
   *
   * @param errors how a problem is written for this client
   * @return never fails; what goes wrong is an answer
   */
  public CompletionStage<HttpResponse> forward(
      HttpRequest request,
      Caller caller,
      String upstreamName,
      Function<Problem, HttpResponse> errors) {
    Upstream upstream = upstreams.get(upstreamName);
    if (upstream == null) {
      return refused(
          errors,
          Problem.unavailable(
              "No address is configured for the service '"
                  + upstreamName
                  + "'; set blatam.gateway.upstreams."
                  + upstreamName
                  + ".",
              60));
    }
    TargetPath.requireUnambiguous(request);
    Optional<String> coding = ForwardedHeaders.unknownTransferCoding(request.getHeaders());
    if (coding.isPresent()) {
      return refused(
          errors,
          Problem.of(
              501,
              "transfer-coding",
              "The transfer coding is not supported",
              "'" + coding.get() + "' is not understood here; send the body plain or chunked."));
    }
    if (tooLarge(request)) {
      return refused(errors, Exchange.tooLarge(settings.maxRequestBytes()));
    }
    if (inFlight.incrementAndGet() > settings.maxConcurrent()) {
      inFlight.decrementAndGet();
      return refused(
          errors,
          Problem.unavailable(
              "More requests are being answered than fit; try again shortly.",
              OVERLOAD_RETRY_SECONDS));
    }
    return new Exchange(
            system,
            settings,
            upstream,
            request,
            ClientGone.of(request),
            caller,
            errors,
            inFlight::decrementAndGet)
        .run();
  }

  private boolean tooLarge(HttpRequest request) {
    var length = request.entity().getContentLengthOption();
    return length.isPresent() && length.getAsLong() > settings.maxRequestBytes();
  }

  private static CompletionStage<HttpResponse> refused(
      Function<Problem, HttpResponse> errors, Problem problem) {
    return CompletableFuture.completedFuture(errors.apply(problem));
  }

  private Endpoint endpoint(URI address, ClientConnectionSettings client) {
    return new Endpoint(
        address,
        new ConnectionPool(
            system, address, client, settings.maxConnections(), settings.keepAlive()),
        new CircuitBreaker(settings.breakerThreshold(), settings.breakerCoolDown()));
  }

  /** Headers stay as they are sent, and bodies of answers have no bound: they are not kept. */
  private static ClientConnectionSettings clientSettings(
      ActorSystem<?> system, ProxySettings settings) {
    Config config = system.settings().config();
    return ClientConnectionSettings.create(
            ConfigFactory.parseString(
                    """
                    akka.http.client.user-agent-header = ""
                    akka.http.client.parsing {
                      modeled-header-parsing = off
                      illegal-header-warnings = off
                      max-content-length = infinite
                      max-header-value-length = 32k
                    }
                    """)
                .withFallback(config))
        .withConnectingTimeout(FiniteDuration.fromNanos(settings.connectTimeout().toNanos()))
        .withIdleTimeout(FiniteDuration.fromNanos(settings.idleTimeout().toNanos()));
  }
}
