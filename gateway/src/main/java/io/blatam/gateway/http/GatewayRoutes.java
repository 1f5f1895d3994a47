package io.blatam.gateway.http;

import static akka.http.javadsl.server.Directives.concat;

import akka.http.javadsl.server.Route;

/** The gateway's routes put together, with what browsers are told about each kind. */
public final class GatewayRoutes {

  private GatewayRoutes() {}

  /**
   * @param api data: what is forwarded and what the gateway answers itself
   * @param pages what is shown in a browser and needs no token
   */
  public static Route of(Route api, Route pages, Cors cors) {
    return concat(
        cors.around(() -> SecurityHeaders.forApi(() -> api)),
        SecurityHeaders.forPages(() -> pages));
  }
}
