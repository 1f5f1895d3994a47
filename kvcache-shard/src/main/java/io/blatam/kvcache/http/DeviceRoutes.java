package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.api.DevicePool;
import io.blatam.kvcache.api.DeviceView;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Identity;
import java.util.List;
import java.util.Optional;

/** {@code GET /api/v1/kv-cache/devices}: which devices this node computes on, for operators. */
final class DeviceRoutes {

  /**
   * @param noGpu why no GPU is used; absent if one is
   */
  record Devices(List<DeviceView> devices, Optional<String> noGpu) {}

  private final DevicePool pool;
  private final Identity identity;

  DeviceRoutes(DevicePool pool, Identity identity) {
    this.pool = pool;
    this.identity = identity;
  }

  Route routes() {
    return path(
        segment("api").slash("v1").slash("kv-cache").slash("devices"),
        () ->
            get(
                () ->
                    identity.authenticated(
                        caller -> {
                          Scope.requireOperator(caller);
                          return complete(
                              Json.response(200, new Devices(pool.devices(), pool.noGpu())));
                        })));
  }
}
