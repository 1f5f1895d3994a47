package io.blatam.platform.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.javadsl.Flow;
import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Binds a service's routes to its port, wrapped in what every door of the platform has ({@link
 * HttpKit}).
 */
public final class HttpServer {

  private static final String COMMON = "akka.http.server";
  private static final String MAX_BODY = ".parsing.max-content-length";

  private HttpServer() {}

  /**
   * Binds and registers graceful termination: at shutdown the port closes first and requests in
   * flight get {@code blatam.http.termination-deadline} to end. What {@code akka.http.server} says
   * can be said otherwise for one service in {@code blatam.<service>.http-server}.
   *
   * @param service name of the service, for metrics and logs
   * @param bindAddress the address to listen on
   * @param port the port; 0 picks a free one
   * @param ready what {@code /ready} answers
   * @return fails with a {@link StartupException} when the port is taken
   */
  public static CompletionStage<ServerBinding> bind(
      ActorSystem<?> system,
      String service,
      String bindAddress,
      int port,
      Route routes,
      BooleanSupplier ready) {
    Config http = system.settings().config().getConfig("blatam.http");
    Duration deadline = http.getDuration("termination-deadline");
    Route wrapped = new HttpKit(service, ready).wrap(routes);
    ServerSettings settings = settings(system, service);
    BodyBound bound = bound(system, service, settings);
    return Http.get(system)
        .newServerAt(bindAddress, port)
        .withSettings(settings)
        .bindFlow(Flow.fromGraph(new ConnectionHandler(wrapped.handler(system), bound)))
        .handleAsync(
            (binding, failure) -> {
              if (failure != null) {
                throw new StartupException(
                    "%s: can not listen on %s:%d; stop the process that holds the port or set blatam.%s.port or blatam.bind"
                        .formatted(service, bindAddress, port, service),
                    failure);
              }
              return binding.addToCoordinatedShutdown(deadline, system);
            },
            system.executionContext());
  }

  private static ServerSettings settings(ActorSystem<?> system, String service) {
    Config config = system.settings().config();
    String own = own(service);
    return ServerSettings.create(
        config.hasPath(own)
            ? config.withValue(
                COMMON, config.getConfig(own).withFallback(config.getConfig(COMMON)).root())
            : config);
  }

  private static BodyBound bound(ActorSystem<?> system, String service, ServerSettings settings) {
    boolean own = system.settings().config().hasPath(own(service) + MAX_BODY);
    return new BodyBound(
        "The body",
        settings.getParserSettings().getMaxContentLength(),
        (own ? own(service) : COMMON) + MAX_BODY);
  }

  private static String own(String service) {
    return "blatam." + service + ".http-server";
  }
}
