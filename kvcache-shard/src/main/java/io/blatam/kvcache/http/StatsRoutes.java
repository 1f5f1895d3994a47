package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.optionalHeaderValueByName;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;

import akka.http.javadsl.server.Route;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.analytics.HotKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.insight.Analysis;
import io.blatam.kvcache.insight.ClusterInsight;
import io.blatam.kvcache.insight.ClusterReport;
import io.blatam.kvcache.insight.Health;
import io.blatam.kvcache.insight.HealthSettings;
import io.blatam.kvcache.insight.Inquiry;
import io.blatam.kvcache.insight.Language;
import io.blatam.kvcache.insight.Savings;
import io.blatam.kvcache.metrics.InsightMetrics;
import io.blatam.kvcache.shard.Answer.Description;
import io.blatam.kvcache.shard.DatabaseKeys;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be seen of the cache: {@code stats}, {@code health}, {@code analytics}. Everybody sees
 * their tenant's part; operators see everything, or with {@code ?tenant=} another tenant's part.
 */
final class StatsRoutes {

  private static final int HOTTEST = 20;

  private final ClusterKvCache cache;
  private final ClusterInsight insight;
  private final Door door;
  private final NamespaceRules rules;
  private final AnalyticsSettings analytics;
  private final HealthSettings health;
  private final long segmentBytes;

  StatsRoutes(
      ClusterKvCache cache,
      ClusterInsight insight,
      Door door,
      NamespaceRules rules,
      AnalyticsSettings analytics,
      HealthSettings health,
      long segmentBytes) {
    this.cache = cache;
    this.insight = insight;
    this.door = door;
    this.rules = rules;
    this.analytics = analytics;
    this.health = health;
    this.segmentBytes = segmentBytes;
  }

  Route routes() {
    return concat(
        path("stats", () -> get(() -> asked(this::stats))),
        path("analytics", () -> get(() -> asked(this::analytics))),
        path("health", () -> get(() -> asked(this::health))));
  }

  private record Asked(
      Principal caller,
      Optional<String> tenant,
      Optional<String> namespace,
      Optional<String> language) {}

  private interface Answer {
    Route to(Asked asked);
  }

  private Route asked(Answer answer) {
    return door.open(
        caller ->
            parameterOptional(
                "tenant",
                tenant ->
                    parameterOptional(
                        "namespace",
                        namespace ->
                            optionalHeaderValueByName(
                                "Accept-Language",
                                language -> {
                                  KeyNames.requireSaid("namespace", namespace);
                                  return answer.to(new Asked(caller, tenant, namespace, language));
                                }))));
  }

  private Route stats(Asked asked) {
    Scope scope = Scope.of(asked.caller(), asked.tenant());
    String tenant = scope.tenant().orElse(asked.caller().tenant());
    Optional<String> figuresOf = scope.operator() ? scope.tenant() : Optional.of(tenant);
    Inquiry inquiry = new Inquiry(figuresOf, asked.namespace(), Inquiry.Depth.FIGURES, 0);
    return door.answer(
        cache
            .everySegment()
            .describeEach(tenant)
            .thenCombine(insight.report(inquiry), Described::new),
        said ->
            Json.response(
                200,
                scope.operator()
                    ? CacheStats.forOperator(tenant, said.segments(), said.report())
                    : CacheStats.forTenant(tenant, said.segments(), said.report())));
  }

  private record Described(List<Optional<Description>> segments, ClusterReport report) {}

  private Route analytics(Asked asked) {
    Scope scope = Scope.of(asked.caller(), asked.tenant());
    Inquiry inquiry =
        new Inquiry(scope.tenant(), asked.namespace(), Inquiry.Depth.PROFILE, HOTTEST);
    Set<String> scopes = asked.caller().scopes();
    return door.answer(
        insight.report(inquiry),
        report -> {
          Analysis analysis =
              Analysis.of(
                  report, analytics, segmentBytes, cache.segments(), Language.of(asked.language()));
          if (scope.operator() && scope.tenant().isEmpty() && asked.namespace().isEmpty()) {
            publish(analysis);
          }
          return Json.response(200, readable(analysis, scopes));
        });
  }

  private static void publish(Analysis analysis) {
    for (Savings each : analysis.savings()) {
      each.byTime()
          .ifPresent(amount -> InsightMetrics.savedMoney(each.namespace(), "time", amount));
      each.byTokens()
          .ifPresent(amount -> InsightMetrics.savedMoney(each.namespace(), "tokens", amount));
    }
  }

  /** Without keys of namespaces that the caller may not read; keys as text. */
  private Analysis readable(Analysis whole, Set<String> scopes) {
    List<HotKey> hottest =
        whole.hottest().stream()
            .filter(key -> rules.mayRead(scopes, key.namespace()))
            .map(StatsRoutes::shown)
            .toList();
    return new Analysis(
        whole.lookups(),
        whole.sampledKeys(),
        whole.sampleRate(),
        whole.curve(),
        whole.reuseDistances(),
        whole.reuseTimes(),
        hottest,
        whole.savings(),
        whole.sentences());
  }

  private static HotKey shown(HotKey key) {
    String text = DatabaseKeys.shown(key.namespace(), key.key());
    return new HotKey(key.tenant(), key.namespace(), text, key.lookups(), key.error());
  }

  /** The state is everybody's; values and advice are the operator's. */
  private Route health(Asked asked) {
    boolean operator = Scope.of(asked.caller(), Optional.empty()).operator();
    String tenant = asked.caller().tenant();
    return door.answer(
        cache
            .everySegment()
            .describeEach(tenant)
            .thenCombine(
                insight.report(Inquiry.figures(Optional.of(tenant))),
                (segments, report) ->
                    Health.of(health, report, segments, Language.of(asked.language()))),
        found -> {
          found
              .checks()
              .forEach(check -> InsightMetrics.health(check.name(), check.state().ordinal()));
          return Json.response(200, operator ? found : new Health(found.state(), List.of()));
        });
  }
}
