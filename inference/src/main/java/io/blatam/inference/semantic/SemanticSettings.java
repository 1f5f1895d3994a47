package io.blatam.inference.semantic;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * {@code blatam.kvcache.namespaces.<namespace>.semantic}, read once; what a namespace leaves out is
 * {@code blatam.inference.semantic}, where the keys are explained.
 */
public record SemanticSettings(boolean enabled, SimilarityRule rule, int prompts, Duration ttl) {

  private static final String DEFAULTS = "blatam.inference.semantic";

  public SemanticSettings {
    requireShare("min-cosine", rule.minCosine());
    requireShare("min-overlap", rule.minOverlap());
    if (prompts < 1 || prompts > 1_000) {
      throw new StartupException(DEFAULTS + ".prompts: must be 1 to 1000, not " + prompts);
    }
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static SemanticSettings of(Config root, String namespace) {
    Config defaults = root.getConfig(DEFAULTS);
    String path = ConfigUtil.joinPath("blatam", "kvcache", "namespaces", namespace, "semantic");
    Config config = root.hasPath(path) ? root.getConfig(path).withFallback(defaults) : defaults;
    return new SemanticSettings(
        config.getBoolean("enabled"),
        new SimilarityRule(
            config.getDouble("min-cosine"),
            config.getDouble("min-overlap"),
            config.getInt("max-substituted")),
        config.getInt("prompts"),
        config.getDuration("ttl"));
  }

  private static void requireShare(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new StartupException(DEFAULTS + "." + key + ": must be between 0 and 1, not " + value);
    }
  }
}
