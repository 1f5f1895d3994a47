package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.insight.ClusterInsight;
import io.blatam.kvcache.insight.WarmUp;
import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.kvcache.shard.EntryLine;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Paging;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Entries by tenant, namespace and prefix: {@code entries} lists them without their values, {@code
 * clear} removes them, {@code warm-up} brings them up from below memory.
 */
final class EntryRoutes {

  private static final int WARMED = 100;
  private static final int MOST_WARMED = 1_000;

  private final ClusterInsight insight;
  private final WarmUp warmUp;
  private final Door door;
  private final NamespaceRules rules;
  private final CacheAudit audit;
  private final Clock clock;

  EntryRoutes(
      ClusterInsight insight,
      WarmUp warmUp,
      Door door,
      NamespaceRules rules,
      CacheAudit audit,
      Clock clock) {
    this.insight = insight;
    this.warmUp = warmUp;
    this.door = door;
    this.rules = rules;
    this.audit = audit;
    this.clock = clock;
  }

  Route routes() {
    return concat(
        path(
            "entries",
            () ->
                concat(
                    get(
                        () ->
                            filtered(
                                (caller, filter) -> Paging.extract(p -> list(caller, filter, p)))),
                    delete(
                        () ->
                            filtered(
                                (caller, filter) -> clear(caller, filter, Optional.empty()))))),
        path(
            "clear",
            () ->
                post(
                    () ->
                        door.open(
                            caller ->
                                Json.body(
                                    ClearRequest.class,
                                    body -> clear(caller, body.filter(), body.all()))))),
        path(
            "warm-up",
            () ->
                post(
                    () ->
                        door.open(
                            caller ->
                                Json.body(WarmUpRequest.class, body -> warmUp(caller, body))))));
  }

  /** What to clear; {@code all} where nothing else is said. */
  record ClearRequest(
      Optional<String> tenant,
      Optional<String> namespace,
      Optional<String> prefix,
      Optional<Boolean> all) {

    EntryFilter filter() {
      return new EntryFilter(tenant, namespace, prefix);
    }
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

  private interface Filtered {
    Route with(Principal caller, EntryFilter filter);
  }

  private Route filtered(Filtered inner) {
    return door.open(
        caller ->
            parameterOptional(
                "tenant",
                tenant ->
                    parameterOptional(
                        "namespace",
                        namespace ->
                            parameterOptional(
                                "prefix",
                                prefix ->
                                    inner.with(
                                        caller, new EntryFilter(tenant, namespace, prefix))))));
  }

  private static EntryFilter within(Scope scope, EntryFilter filter) {
    return new EntryFilter(scope.tenant(), filter.namespace(), filter.prefix());
  }

  /**
   * @param costMillis absent where the entry is on disk, and would have to be read for it
   * @param expiresAt absent where the entry has no end
   * @param ttlMillis how long it has until then
   * @param since when it came into memory; absent where it is below
   * @param lastReadAt when it was last read there, or else came
   * @param after the key of the block that it follows in a chain; absent where it is below memory
   * @param tier where the entry lives
   */
  record Line(
      String tenant,
      String namespace,
      String key,
      long bytes,
      OptionalLong costMillis,
      Optional<Instant> expiresAt,
      OptionalLong ttlMillis,
      Optional<Instant> since,
      Optional<Instant> lastReadAt,
      Optional<String> after,
      boolean absent,
      String tier) {

    static Line of(EntryLine entry, long now) {
      boolean ends = entry.expiresAt() != Long.MAX_VALUE;
      return new Line(
          entry.key().tenant(),
          entry.key().namespace(),
          entry.key().key(),
          entry.bytes(),
          entry.costMillis(),
          ends ? Optional.of(Instant.ofEpochMilli(entry.expiresAt())) : Optional.empty(),
          ends ? OptionalLong.of(Math.max(0, entry.expiresAt() - now)) : OptionalLong.empty(),
          entry.age().map(age -> Instant.ofEpochMilli(age.since())),
          entry.age().map(age -> Instant.ofEpochMilli(age.readAt())),
          entry.after(),
          entry.absent(),
          entry.tier());
    }
  }

  private Route list(Principal caller, EntryFilter asked, Paging paging) {
    Scope scope = Scope.of(caller, asked.tenant());
    asked.namespace().ifPresent(namespace -> requireRead(caller, namespace));
    Optional<EntryLine> after = paging.cursor().map(EntryCursor::parse);
    return door.answer(
        insight.entries(within(scope, asked), after, paging.limit() + 1),
        lines -> {
          List<EntryLine> page = lines.stream().limit(paging.limit()).toList();
          Optional<String> next =
              lines.size() > paging.limit()
                  ? Optional.of(EntryCursor.text(page.get(page.size() - 1)))
                  : Optional.empty();
          return Json.response(
              200,
              new Paging.Page<>(
                  page.stream()
                      .filter(line -> rules.mayRead(caller.scopes(), line.key().namespace()))
                      .map(line -> Line.of(line, clock.millis()))
                      .toList(),
                  next));
        });
  }

  private void requireRead(Principal caller, String namespace) {
    if (!rules.mayRead(caller.scopes(), namespace)) {
      throw Problem.forbidden(
              "Reading namespace '" + namespace + "' needs the scope " + rules.of(namespace).read())
          .asException();
    }
  }

  private void requireWrite(Principal caller, Optional<String> namespace) {
    boolean may =
        namespace
            .map(name -> rules.mayWrite(caller.scopes(), name))
            .orElseGet(() -> rules.mayWriteAll(caller.scopes()));
    if (!may) {
      throw Problem.forbidden(
              namespace.isPresent()
                  ? "Changing namespace '"
                      + namespace.get()
                      + "' needs the scope "
                      + rules.of(namespace.get()).write()
                  : "Some namespaces need a scope that the token does not have; name a namespace.")
          .asException();
    }
  }

  /**
   * @param nodes who cleared
   * @param silent nodes that did not answer, whose part may be left
   */
  record Cleared(long cleared, int nodes, int silent) {}

  private Route clear(Principal caller, EntryFilter asked, Optional<Boolean> all) {
    boolean narrowed =
        asked.tenant().isPresent() || asked.namespace().isPresent() || asked.prefix().isPresent();
    if (!narrowed && !all.orElse(false)) {
      throw Problem.validation(
              "namespace", "say what to clear: tenant, namespace or prefix, or \"all\": true")
          .asException();
    }
    Scope scope = Scope.of(caller, asked.tenant());
    requireWrite(caller, asked.namespace());
    EntryFilter filter = within(scope, asked);
    return extractRequest(
        request ->
            door.answer(insight.clear(filter), counts -> cleared(caller, filter, request, counts)));
  }

  private HttpResponse cleared(
      Principal caller, EntryFilter filter, HttpRequest request, List<Optional<Long>> counts) {
    long entries = counts.stream().flatMap(Optional::stream).mapToLong(Long::longValue).sum();
    int nodes = (int) counts.stream().filter(Optional::isPresent).count();
    audit.record(caller, "cache.cleared", CacheAudit.text(filter), request);
    return Json.response(200, new Cleared(entries, nodes, counts.size() - nodes));
  }

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
    requireWrite(caller, asked.namespace());
    if (asked.keys().isPresent()) {
      return listed(caller, scope, asked);
    }
    return extractRequest(
        request ->
            door.answer(
                warmUp.hottest(scope.tenant(), asked.namespace(), count),
                keys -> {
                  audit.record(
                      caller,
                      "cache.warmed",
                      CacheAudit.text(
                          new EntryFilter(scope.tenant(), asked.namespace(), Optional.empty())),
                      request);
                  return Json.response(202, new WarmingUp(keys));
                }));
  }

  private Route listed(Principal caller, Scope scope, WarmUpRequest asked) {
    List<String> names = asked.keys().orElseThrow();
    if (names.isEmpty() || names.size() > MOST_WARMED) {
      throw Problem.validation("keys", "must be 1 to " + MOST_WARMED + " keys").asException();
    }
    String namespace = asked.namespace().orElseThrow();
    String tenant = scope.tenant().orElse(caller.tenant());
    List<CacheKey> keys =
        names.stream().distinct().map(name -> key(tenant, namespace, name)).toList();
    warmUp.start(keys);
    return Json.respond(202, new WarmingUp(keys.size()));
  }

  private static CacheKey key(String tenant, String namespace, String name) {
    try {
      return new CacheKey(tenant, namespace, name);
    } catch (IllegalArgumentException e) {
      throw Problem.validation("keys", e.getMessage()).asException();
    }
  }
}
