package io.blatam.kvcache.client;

import com.typesafe.config.Config;
import io.blatam.kvcache.access.NamespaceRules;
import io.blatam.kvcache.access.RateLimits;
import io.blatam.kvcache.analytics.AnalyticsSettings;
import io.blatam.kvcache.codec.NamespaceCodecs;
import io.blatam.kvcache.copies.CopySettings;
import io.blatam.kvcache.handover.HandOverSettings;
import io.blatam.kvcache.insight.HealthSettings;
import io.blatam.kvcache.prefetch.PrefetchSettings;
import io.blatam.kvcache.settings.DeviceSettings;
import io.blatam.kvcache.settings.KnownKeys;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.settings.RespSettings;
import io.blatam.kvcache.tier.NamespaceTiers;
import io.blatam.kvcache.tier.TierSettings;
import io.blatam.kvcache.writes.NamespaceWrites;

/**
 * Reads every setting of the cache once before anything of it runs. Most are read by segments,
 * which come up when they are asked for: what does not fit would leave a platform that says it is
 * ready, and a cache that never answers.
 */
final class WholeConfiguration {

  private WholeConfiguration() {}

  /**
   * @param root the actor system's whole configuration
   * @param heap the most that the JVM will take, in bytes
   * @throws io.blatam.platform.StartupException naming the key that does not fit
   */
  static void require(Config root, long heap) {
    KnownKeys.require(root);
    int longest = KvCacheSettings.from(root).maxValueBytes();
    RespSettings.from(root);
    DeviceSettings.from(root);
    NamespaceRules.from(root);
    RateLimits.from(root, "resp");
    RateLimits.from(root, "http");
    NamespaceWrites.from(root);
    CopySettings.from(root);
    HandOverSettings.from(root);
    AnalyticsSettings.from(root);
    HealthSettings.from(root);
    PrefetchSettings.of(root);
    TierSettings.from(root);
    NamespaceTiers.from(root);
    NamespaceCodecs.from(root, longest);
    MemoryNeed.require(root, heap);
  }
}
