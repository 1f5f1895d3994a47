package io.blatam.kvcache.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.server.Route;
import com.typesafe.config.Config;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.access.RateLimits;
import io.blatam.kvcache.access.TenantRates;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.insight.AllEntries;
import io.blatam.kvcache.insight.ClusterInsight;
import io.blatam.kvcache.insight.HealthSettings;
import io.blatam.kvcache.insight.WarmUp;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.platform.Platform;
import java.util.Set;
import java.util.concurrent.Executor;

/** {@code /api/v1/kv-cache/…}: the cache read, written, seen and kept in order from outside. */
final class KvCacheRoutes {

  private final Route routes;

  KvCacheRoutes(Platform platform, ClusterKvCache cache) {
    Config config = platform.config();
    Executor executor = platform.system().executionContext();
    KvCacheSettings settings = KvCacheSettings.from(config);
    NamespaceRules rules = NamespaceRules.from(config);
    Door door =
        new Door(platform.identity(), new TenantRates(RateLimits.from(config, "http")), executor);
    ClusterInsight insight = new ClusterInsight(platform.system());
    CacheAudit audit = new CacheAudit(platform.audit(), platform.clock());
    StatsRoutes stats =
        new StatsRoutes(
            cache,
            insight,
            door,
            rules,
            AnalyticsSettings.from(config),
            HealthSettings.from(config),
            settings.segmentBytes());
    EntryRoutes entries =
        new EntryRoutes(
            new AllEntries(insight, cache.segments(), cache.everySegment()::awaken, executor),
            door,
            rules,
            audit,
            platform.clock(),
            new EntryCursor(platform.identity().macKey("kvcache-entry-cursors")));
    WarmUpRoute warmUp =
        new WarmUpRoute(
            new WarmUp(insight, cache::update, executor), door, new NamespaceAccess(rules), audit);
    OwnKeys keys =
        new OwnKeys(rules, Set.copyOf(config.getStringList("blatam.kv-cache.closed-namespaces")));
    PolicyRoute policy = new PolicyRoute(insight, door, audit, settings.policy(), platform.clock());
    routes =
        pathPrefix(
            segment("api").slash("v1").slash("kv-cache"),
            () ->
                concat(
                    stats.routes(),
                    entries.routes(),
                    warmUp.routes(),
                    new ValueRoutes(cache, door, keys).routes(),
                    new PinRoutes(cache, door, keys).routes(),
                    new ChainRoutes(cache, door, keys, executor).routes(),
                    policy.routes()));
  }

  Route routes() {
    return routes;
  }
}
