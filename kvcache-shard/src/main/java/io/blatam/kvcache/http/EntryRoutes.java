package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.delete;
import static akka.http.javadsl.server.Directives.extractRequest;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.insight.AllEntries;
import io.blatam.kvcache.shard.DatabaseKeys;
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
import java.util.function.Function;

/**
 * Entries by tenant, namespace and prefix: {@code entries} lists them without their values, {@code
 * clear} removes them.
 */
final class EntryRoutes {

  private final AllEntries entries;
  private final Door door;
  private final NamespaceRules rules;
  private final NamespaceAccess access;
  private final CacheAudit audit;
  private final Clock clock;
  private final EntryCursor cursor;

  EntryRoutes(
      AllEntries entries,
      Door door,
      NamespaceRules rules,
      CacheAudit audit,
      Clock clock,
      EntryCursor cursor) {
    this.entries = entries;
    this.door = door;
    this.rules = rules;
    this.access = new NamespaceAccess(rules);
    this.audit = audit;
    this.clock = clock;
    this.cursor = cursor;
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
                                    body -> clear(caller, body.filter(), body.all()))))));
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
          DatabaseKeys.shown(entry.key().namespace(), entry.key().key()),
          entry.bytes(),
          entry.costMillis(),
          ends ? Optional.of(Instant.ofEpochMilli(entry.expiresAt())) : Optional.empty(),
          ends ? OptionalLong.of(Math.max(0, entry.expiresAt() - now)) : OptionalLong.empty(),
          entry.age().map(age -> Instant.ofEpochMilli(age.since())),
          entry.age().map(age -> Instant.ofEpochMilli(age.readAt())),
          entry.after().map(key -> DatabaseKeys.shown(entry.key().namespace(), key)),
          entry.absent(),
          entry.tier());
    }
  }

  private Route list(Principal caller, EntryFilter asked, Paging paging) {
    Scope scope = Scope.of(caller, asked.tenant());
    KeyNames.requireSaid("namespace", asked.namespace());
    asked.namespace().ifPresent(namespace -> access.requireRead(caller, namespace));
    Optional<EntryLine> after = paging.cursor().map(cursor::parse);
    return door.answer(
        entries.list(within(scope, asked), after, paging.limitAndOne()),
        listed -> {
          Paging.Page<EntryLine> page =
              paging.page(listed.lines(), Function.identity(), cursor::text);
          return Json.response(
              200,
              new Listing(
                  page.items().stream()
                      .filter(line -> rules.mayRead(caller.scopes(), line.key().namespace()))
                      .map(line -> Line.of(line, clock.millis()))
                      .toList(),
                  page.next(),
                  listed.silentSegments()));
        });
  }

  /**
   * A page.
   *
   * @param silentSegments how many segments did not answer: their entries are missing
   */
  record Listing(List<Line> items, Optional<String> next, int silentSegments) {}

  /**
   * @param nodes who cleared
   * @param silent nodes that did not answer, whose part may be left
   * @param silentSegments likewise
   */
  record Cleared(long cleared, int nodes, int silent, int silentSegments) {}

  private Route clear(Principal caller, EntryFilter asked, Optional<Boolean> all) {
    boolean narrowed =
        asked.tenant().isPresent() || asked.namespace().isPresent() || asked.prefix().isPresent();
    if (!narrowed && !all.orElse(false)) {
      throw Problem.validation(
              "namespace", "say what to clear: tenant, namespace or prefix, or \"all\": true")
          .asException();
    }
    requireSaid("tenant", asked.tenant());
    requireSaid("namespace", asked.namespace());
    requireSaid("prefix", asked.prefix());
    Scope scope = Scope.of(caller, asked.tenant());
    access.requireWrite(caller, asked.namespace());
    EntryFilter filter = within(scope, asked);
    return extractRequest(
        request ->
            door.answer(
                entries.clear(filter),
                done -> {
                  audit.record(caller, "cache.cleared", CacheAudit.text(filter), request);
                  return Json.response(
                      200,
                      new Cleared(
                          done.entries(), done.nodes(), done.silent(), done.silentSegments()));
                }));
  }

  /** Every key begins with an empty prefix: an unset variable would clear everything. */
  private static void requireSaid(String field, Optional<String> value) {
    if (value.filter(String::isEmpty).isPresent()) {
      throw Problem.validation(
              field, "is empty; leave it out, and say \"all\": true where everything is meant")
          .asException();
    }
  }
}
