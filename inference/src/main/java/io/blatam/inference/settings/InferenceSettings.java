package io.blatam.inference.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import io.blatam.inference.semantic.SemanticSettings;
import io.blatam.platform.StartupException;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code blatam.inference}; every component is explained beside its key in {@code reference.conf}.
 */
public record InferenceSettings(
    Cache cache,
    SemanticSettings semantic,
    Embedding embedding,
    Optional<OpenAiSettings> openai,
    Optional<GgufSettings> gguf,
    boolean piiMasking) {

  /** The cache's namespace of answers. */
  public static final String GENERATIONS = "generation";

  private static final String NAMESPACES = "blatam.kvcache.namespaces";

  /**
   * @param conversations whether the turns of a conversation live together, and later ones go first
   */
  public record Cache(
      boolean enabled, Duration ttl, boolean nondeterministic, boolean conversations) {}

  public record Embedding(
      int threads,
      int maxBatch,
      int maxWaiting,
      Duration cacheTtl,
      boolean warmUp,
      Optional<RemoteEmbedding> remote) {

    public Embedding {
      if (threads < 1) {
        throw new StartupException(
            "blatam.inference.embedding.threads: must be at least 1, not " + threads);
      }
      if (maxBatch < 1 || maxWaiting < maxBatch) {
        throw new StartupException(
            "blatam.inference.embedding.max-waiting: must be at least max-batch, and that at least"
                + " 1, not "
                + maxWaiting);
      }
    }
  }

  /**
   * @param root the actor system's whole configuration
   * @throws io.blatam.platform.StartupException naming the key that does not fit
   */
  public static InferenceSettings from(Config root) {
    requireSemanticWhereItIsRead(root);
    Config config = root.getConfig("blatam.inference");
    Config cache = config.getConfig("cache");
    Config embedding = config.getConfig("embedding");
    return new InferenceSettings(
        new Cache(
            cache.getBoolean("enabled"),
            cache.getDuration("ttl"),
            cache.getBoolean("nondeterministic"),
            cache.getBoolean("conversations")),
        SemanticSettings.of(root, GENERATIONS),
        new Embedding(
            embedding.getInt("threads"),
            embedding.getInt("max-batch"),
            embedding.getInt("max-waiting"),
            embedding.getDuration("cache-ttl"),
            embedding.getBoolean("warm-up"),
            RemoteEmbedding.from(embedding.getConfig("remote"), embedding.getInt("max-waiting"))),
        OpenAiSettings.from(config.getConfig("openai")),
        GgufSettings.from(config.getConfig("gguf")),
        config.getBoolean("pii-masking"));
  }

  /** Elsewhere an operator would wait for hits in vain. */
  private static void requireSemanticWhereItIsRead(Config root) {
    Config namespaces =
        root.hasPath(NAMESPACES) ? root.getConfig(NAMESPACES) : ConfigFactory.empty();
    for (String name : namespaces.root().keySet()) {
      if (!name.equals(GENERATIONS) && namespaces.hasPath(ConfigUtil.joinPath(name, "semantic"))) {
        throw new StartupException(
            NAMESPACES
                + "."
                + ConfigUtil.joinPath(name)
                + ".semantic: is for the namespace "
                + GENERATIONS
                + " alone, where model answers are");
      }
    }
  }
}
