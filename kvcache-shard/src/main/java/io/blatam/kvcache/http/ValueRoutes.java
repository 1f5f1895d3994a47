package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.extractStrictEntity;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameter;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.post;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.Directives.withSizeLimit;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Route;
import io.blatam.kvcache.access.NamespaceRule;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.Pinning;
import io.blatam.kvcache.shard.DatabaseKeys;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/**
 * Values of the caller's own tenant, and chains of them: a block says which block it is of no use
 * without, and goes before it. For engines that keep what they have computed of a prompt, block by
 * block. Namespaces that the platform fills itself are closed here.
 */
final class ValueRoutes {

  private static final FiniteDuration BODY_TIMEOUT = FiniteDuration.apply(20, TimeUnit.SECONDS);
  private static final long DEFAULT_TTL_SECONDS = Duration.ofDays(1).toSeconds();
  private static final long MOST_TTL_SECONDS = Duration.ofDays(3_650).toSeconds();
  private static final long MOST_COST_MILLIS = Duration.ofDays(1).toMillis();
  private static final int MOST_BLOCKS = 4_096;
  private static final int BLOCKS_AT_A_TIME = 64;

  private final KvCache cache;
  private final Door door;
  private final NamespaceRules rules;
  private final NamespaceAccess access;
  private final Set<String> closed;
  private final Executor executor;

  /**
   * @param closed namespaces that are nobody's to read or write here
   */
  ValueRoutes(
      KvCache cache, Door door, NamespaceRules rules, Set<String> closed, Executor executor) {
    this.cache = cache;
    this.door = door;
    this.rules = rules;
    this.access = new NamespaceAccess(rules);
    this.closed = Set.copyOf(closed);
    this.executor = executor;
  }

  Route routes() {
    return concat(
        path(
            segment("values").slash(segment()),
            namespace -> door.open(caller -> parameter("key", key -> one(caller, namespace, key)))),
        path(
            segment("pins").slash(segment()),
            namespace -> door.open(caller -> parameter("key", key -> pin(caller, namespace, key)))),
        pathPrefix(
            segment("chains").slash(segment()),
            namespace ->
                path(
                    "prefix",
                    () ->
                        post(
                            () ->
                                door.open(
                                    caller ->
                                        Json.body(
                                            PrefixRequest.class,
                                            body -> prefix(caller, namespace, body)))))));
  }

  private Route one(Principal caller, String namespace, String name) {
    CacheKey key = key("key", caller, namespace, name);
    return concat(
        get(() -> read(caller, key)),
        put(() -> extractRequest(request -> write(caller, key, request))),
        delete(() -> remove(caller, key)));
  }

  private Route read(Principal caller, CacheKey key) {
    access.requireRead(caller, key.namespace());
    return door.answer(
        cache.get(key),
        found ->
            found
                .map(
                    bytes ->
                        HttpResponse.create()
                            .withEntity(
                                HttpEntities.create(ContentTypes.APPLICATION_OCTET_STREAM, bytes)))
                .orElseGet(() -> notCached().toResponse()));
  }

  /**
   * @param request before its body was read, which gives it a length
   */
  private Route write(Principal caller, CacheKey key, HttpRequest request) {
    NamespaceRule rule = requireWrite(caller, key);
    long most = Math.min(rule.maxValueBytes(), cache.maxValueBytes());
    return parameterOptional(
        "after",
        after ->
            parameterOptional(
                "ttl",
                ttl ->
                    parameterOptional(
                        "cost",
                        cost ->
                            withSizeLimit(
                                most,
                                () ->
                                    extractStrictEntity(
                                        BODY_TIMEOUT,
                                        most,
                                        body -> {
                                          byte[] value = body.getData().toArray();
                                          door.arrived(caller, request, value.length);
                                          return store(
                                              caller,
                                              key,
                                              after,
                                              value,
                                              seconds(ttl),
                                              millis(cost));
                                        })))));
  }

  private Route store(
      Principal caller,
      CacheKey key,
      Optional<String> after,
      byte[] value,
      Duration ttl,
      Duration cost) {
    if (after.isEmpty()) {
      return door.answer(
          cache.put(key, value, ttl, cost),
          done -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
    }
    CacheKey parent = key("after", caller, key.namespace(), after.get());
    CompletionStage<Boolean> stored;
    try {
      stored = cache.putAfter(parent, key, value, ttl, cost);
    } catch (IllegalArgumentException e) {
      throw Problem.validation("after", e.getMessage()).asException();
    }
    return door.answer(
        stored,
        here ->
            here
                ? HttpResponse.create().withStatus(StatusCodes.NO_CONTENT)
                : Problem.conflict(
                        "The block that this one follows is not cached, or there was no room: store"
                            + " the chain from its first block.")
                    .toResponse());
  }

  /**
   * @param removed whether there was a value
   */
  record Removed(boolean removed) {}

  private Route remove(Principal caller, CacheKey key) {
    requireWrite(caller, key);
    return door.answer(cache.remove(key), removed -> Json.response(200, new Removed(removed)));
  }

  /**
   * @param pinned whether it is pinned now
   */
  record Pinned(boolean pinned) {}

  private Route pin(Principal caller, String namespace, String name) {
    CacheKey key = key("key", caller, namespace, name);
    return concat(
        put(
            () -> {
              requireWrite(caller, key);
              return door.answer(cache.pin(key), ValueRoutes::pinned);
            }),
        delete(
            () -> {
              requireWrite(caller, key);
              return door.answer(
                  cache.unpin(key), wasPinned -> Json.response(200, new Pinned(false)));
            }));
  }

  private static HttpResponse pinned(Pinning pinning) {
    return switch (pinning) {
      case PINNED -> Json.response(200, new Pinned(true));
      case NO_ENTRY -> notCached().toResponse();
      case NO_ROOM ->
          Problem.conflict(
                  "What is pinned already leaves no room: unpin some of it, or raise"
                      + " blatam.kvcache.pinned-share.")
              .toResponse();
    };
  }

  private static Problem notCached() {
    return Problem.notFound("No value is cached under this key; it may have gone.");
  }

  /**
   * @param keys of a chain's blocks, the first first
   */
  record PrefixRequest(List<String> keys) {}

  /**
   * @param cached how many blocks from the first on are there, without a gap; they stay readable
   *     for {@code blatam.kvcache.exists-lease.duration}
   */
  record Prefix(int cached, int asked) {}

  private Route prefix(Principal caller, String namespace, PrefixRequest asked) {
    access.requireRead(caller, namespace);
    int blocks = asked.keys().size();
    KeyNames.require(asked.keys(), MOST_BLOCKS);
    List<CacheKey> keys =
        asked.keys().stream().map(name -> key("keys", caller, namespace, name)).toList();
    return door.answer(unbroken(keys, 0), cached -> Json.response(200, new Prefix(cached, blocks)));
  }

  /** How many are there from the first on, given that those before {@code from} are. */
  private CompletionStage<Integer> unbroken(List<CacheKey> keys, int from) {
    int to = Math.min(keys.size(), from + BLOCKS_AT_A_TIME);
    List<CompletableFuture<Boolean>> asked =
        keys.subList(from, to).stream()
            .map(key -> cache.exists(key).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenComposeAsync(
            done -> {
              int at = 0;
              while (at < asked.size() && asked.get(at).join()) {
                at++;
              }
              return at == asked.size() && to < keys.size()
                  ? unbroken(keys, to)
                  : CompletableFuture.completedFuture(from + at);
            },
            executor);
  }

  private CacheKey key(String field, Principal caller, String namespace, String name) {
    if (closed.contains(namespace)) {
      throw Problem.forbidden(
              "Namespace '"
                  + Problem.printable(namespace)
                  + "' is filled by the platform itself; choose another.")
          .asException();
    }
    try {
      return new CacheKey(caller.tenant(), namespace, DatabaseKeys.kept(namespace, name));
    } catch (IllegalArgumentException e) {
      throw KeyNames.refused(field, e).asException();
    }
  }

  private NamespaceRule requireWrite(Principal caller, CacheKey key) {
    NamespaceRule rule = rules.of(key.namespace());
    access.requireWrite(caller, key.namespace());
    if (DatabaseKeys.bytes(key) > rule.maxKeyBytes()) {
      throw Problem.validation(
              "key", "must have at most " + rule.maxKeyBytes() + " bytes in this namespace")
          .asException();
    }
    return rule;
  }

  private static Duration seconds(Optional<String> ttl) {
    return Duration.ofSeconds(number("ttl", ttl, DEFAULT_TTL_SECONDS, MOST_TTL_SECONDS));
  }

  private static Duration millis(Optional<String> cost) {
    return Duration.ofMillis(number("cost", cost, 1, MOST_COST_MILLIS));
  }

  private static long number(String field, Optional<String> given, long otherwise, long most) {
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(given.get());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw Problem.validation(field, "must be a whole number from 1 to " + most).asException();
  }
}
