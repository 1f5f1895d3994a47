package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameter;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.put;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Route;
import io.blatam.kvcache.access.NamespaceRule;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.platform.http.BodyBound;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@code GET}, {@code PUT} and {@code DELETE values/NAMESPACE?key=…}: values of the caller's own
 * tenant. One may be a block of a chain: it says after which block it comes, without which it is of
 * no use, and eviction takes it before that one.
 */
final class ValueRoutes {

  private static final long DEFAULT_TTL_SECONDS = Duration.ofDays(1).toSeconds();
  private static final long MOST_TTL_SECONDS = Duration.ofDays(3_650).toSeconds();
  private static final long MOST_COST_MILLIS = Duration.ofDays(1).toMillis();

  private final ClusterKvCache cache;
  private final Door door;
  private final OwnKeys keys;

  ValueRoutes(ClusterKvCache cache, Door door, OwnKeys keys) {
    this.cache = cache;
    this.door = door;
    this.keys = keys;
  }

  Route routes() {
    return path(
        segment("values").slash(segment()),
        namespace -> door.open(caller -> parameter("key", key -> one(caller, namespace, key))));
  }

  private Route one(Principal caller, String namespace, String name) {
    CacheKey key = keys.key("key", caller, namespace, name);
    return concat(
        get(() -> read(caller, key)),
        put(() -> extractRequest(request -> write(caller, key, request))),
        delete(() -> remove(caller, key)));
  }

  private Route read(Principal caller, CacheKey key) {
    keys.requireRead(caller, key.namespace());
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
    NamespaceRule rule = keys.requireWrite(caller, key);
    return parameterOptional(
        "after",
        after ->
            parameterOptional(
                "ttl",
                ttl ->
                    parameterOptional(
                        "cost",
                        cost ->
                            body(
                                rule,
                                value -> {
                                  door.arrived(caller, request, value.length);
                                  return store(
                                      caller, key, after, value, seconds(ttl), millis(cost));
                                }))));
  }

  /** A value within what the namespace and the cache take. */
  private Route body(NamespaceRule rule, Function<byte[], Route> inner) {
    boolean ruled = rule.maxValueBytes() < cache.maxValueBytes();
    long most = ruled ? rule.maxValueBytes() : cache.maxValueBytes();
    String setting = ruled ? rule.maxValueSetting() : "blatam.kvcache.max-value-bytes";
    return new BodyBound("The value", most, setting)
        .read(body -> inner.apply(body.getData().toArray()));
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
          cache.offer(key, value, ttl, cost),
          kept ->
              stored(
                  kept,
                  "The value was not kept: it takes more than the quota of its tenant in a segment,"
                      + " or than the policy gives to what costs so little to compute again (see"
                      + " 'cost'). What was under this key is gone."));
    }
    CacheKey parent = keys.key("after", caller, key.namespace(), after.get());
    CompletionStage<Boolean> stored;
    try {
      stored = cache.putAfter(parent, key, value, ttl, cost);
    } catch (IllegalArgumentException e) {
      throw Problem.validation("after", e.getMessage()).asException();
    }
    return door.answer(
        stored,
        kept ->
            stored(
                kept,
                "The block that this one follows is not cached, or there was no room: store the"
                    + " chain from its first block."));
  }

  private static HttpResponse stored(boolean kept, String otherwise) {
    return kept
        ? HttpResponse.create().withStatus(StatusCodes.NO_CONTENT)
        : Problem.conflict(otherwise).toResponse();
  }

  /**
   * @param removed whether there was a value
   */
  record Removed(boolean removed) {}

  private Route remove(Principal caller, CacheKey key) {
    keys.requireWrite(caller, key);
    return door.answer(cache.remove(key), removed -> Json.response(200, new Removed(removed)));
  }

  static Problem notCached() {
    return Problem.notFound("No value is cached under this key; it may have gone.");
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
