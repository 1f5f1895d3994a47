package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.insight.WarmUp;
import io.blatam.kvcache.shard.DatabaseKeys;
import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code warm-up} brings entries up from below memory. */
final class WarmUpRoute {

  private static final int WARMED = 100;
  private static final int MOST_WARMED = 1_000;

  private final WarmUp warmUp;
  private final Door door;
  private final NamespaceAccess access;
  private final CacheAudit audit;

  WarmUpRoute(WarmUp warmUp, Door door, NamespaceAccess access, CacheAudit audit) {
    this.warmUp = warmUp;
    this.door = door;
    this.access = access;
    this.audit = audit;
  }

  Route routes() {
    return path(
        "warm-up",
        () ->
            post(
                () ->
                    door.open(
                        caller -> Json.body(WarmUpRequest.class, body -> warmUp(caller, body)))));
  }

  /**
   * @param keys of the namespace; empty: its hottest
   * @param count how many of the hottest
   */
  record WarmUpRequest(
      Optional<String> tenant,
      Optional<String> namespace,
      Optional<List<String>> keys,
      Optional<Integer> count) {}

  /**
   * @param keys how many are asked for, in the background
   */
  record WarmingUp(int keys) {}

  private Route warmUp(Principal caller, WarmUpRequest asked) {
    int count = asked.count().orElse(WARMED);
    if (count < 1 || count > MOST_WARMED) {
      throw Problem.validation("count", "must be 1 to " + MOST_WARMED).asException();
    }
    if (asked.keys().isPresent() && asked.namespace().isEmpty()) {
      throw Problem.validation("namespace", "is missing: whose keys are these").asException();
    }
    Scope scope = Scope.of(caller, asked.tenant());
    KeyNames.requireSaid("namespace", asked.namespace());
    access.requireWrite(caller, asked.namespace());
    Optional<String> tenant =
        asked.keys().isPresent()
            ? Optional.of(scope.tenant().orElse(caller.tenant()))
            : scope.tenant();
    CompletionStage<Integer> started =
        asked.keys().isPresent()
            ? CompletableFuture.completedFuture(listed(tenant.orElseThrow(), asked))
            : warmUp.hottest(tenant, asked.namespace(), count);
    EntryFilter what = new EntryFilter(tenant, asked.namespace(), Optional.empty());
    return extractRequest(
        request ->
            door.answer(
                started,
                keys -> {
                  audit.record(caller, "cache.warmed", CacheAudit.text(what), request);
                  return Json.response(202, new WarmingUp(keys));
                }));
  }

  private int listed(String tenant, WarmUpRequest asked) {
    List<String> names = asked.keys().orElseThrow();
    KeyNames.require(names, MOST_WARMED);
    String namespace = asked.namespace().orElseThrow();
    List<CacheKey> keys =
        names.stream().distinct().map(name -> key(tenant, namespace, name)).toList();
    warmUp.start(keys);
    return keys.size();
  }

  private static CacheKey key(String tenant, String namespace, String name) {
    try {
      return new CacheKey(tenant, namespace, DatabaseKeys.kept(namespace, name));
    } catch (IllegalArgumentException e) {
      throw KeyNames.refused("keys", e).asException();
    }
  }
}
