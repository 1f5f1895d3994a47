package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.parameter;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.Pinning;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;

/** {@code PUT} and {@code DELETE pins/NAMESPACE?key=…}: values that eviction is to leave alone. */
final class PinRoutes {

  private final KvCache cache;
  private final Door door;
  private final OwnKeys keys;

  PinRoutes(KvCache cache, Door door, OwnKeys keys) {
    this.cache = cache;
    this.door = door;
    this.keys = keys;
  }

  Route routes() {
    return path(
        segment("pins").slash(segment()),
        namespace -> door.open(caller -> parameter("key", key -> pin(caller, namespace, key))));
  }

  /**
   * @param pinned whether it is pinned now
   */
  record Pinned(boolean pinned) {}

  private Route pin(Principal caller, String namespace, String name) {
    CacheKey key = keys.key("key", caller, namespace, name);
    return concat(
        put(
            () -> {
              keys.requireWrite(caller, key);
              return door.answer(cache.pin(key), PinRoutes::pinned);
            }),
        delete(
            () -> {
              keys.requireWrite(caller, key);
              return door.answer(
                  cache.unpin(key), wasPinned -> Json.response(200, new Pinned(false)));
            }));
  }

  private static HttpResponse pinned(Pinning pinning) {
    return switch (pinning) {
      case PINNED -> Json.response(200, new Pinned(true));
      case NO_ENTRY -> ValueRoutes.notCached().toResponse();
      case NO_ROOM ->
          Problem.conflict(
                  "What is pinned already leaves no room: unpin some of it, or raise"
                      + " blatam.kvcache.pinned-share.")
              .toResponse();
    };
  }
}
