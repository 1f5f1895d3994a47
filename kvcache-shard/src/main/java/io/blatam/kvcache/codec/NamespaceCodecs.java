package io.blatam.kvcache.codec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import io.blatam.kvcache.engine.Codec;
import io.blatam.platform.StartupException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code blatam.kvcache.namespaces.<namespace>.codec}, read once; what a namespace leaves out is
 * {@code blatam.kvcache.codec}. Immutable and thread-safe.
 */
public final class NamespaceCodecs {

  private static final String DEFAULTS = "blatam.kvcache.codec";
  private static final String NAMESPACES = "blatam.kvcache.namespaces";

  private final Map<String, Codec> named;
  private final Codec others;

  private NamespaceCodecs(Map<String, Codec> named, Codec others) {
    this.named = Map.copyOf(named);
    this.others = others;
  }

  /**
   * @param root the actor system's whole configuration
   * @param maxLength the longest value in bytes
   * @throws StartupException naming the key that does not fit
   */
  public static NamespaceCodecs from(Config root, int maxLength) {
    Config defaults = root.getConfig(DEFAULTS);
    Map<String, Codec> named = new HashMap<>();
    if (root.hasPath(NAMESPACES)) {
      Config namespaces = root.getConfig(NAMESPACES);
      for (String name : namespaces.root().keySet()) {
        Config namespace = namespaces.getConfig(ConfigUtil.quoteString(name));
        if (namespace.hasPath("codec")) {
          Config codec = namespace.getConfig("codec").withFallback(defaults);
          String path = NAMESPACES + "." + name + ".codec";
          named.put(name, parameters(codec, path).codec(maxLength));
        }
      }
    }
    return new NamespaceCodecs(named, parameters(defaults, DEFAULTS).codec(maxLength));
  }

  public Codec of(String namespace) {
    return named.getOrDefault(namespace, others);
  }

  static CodecParameters parameters(Config codec, String path) {
    try {
      return new CodecParameters(
          constant(codec, "compression", Compression.class),
          new Layout(constant(codec, "dtype", Dtype.class), codec.getInt("channels")),
          constant(codec, "quantization", Quantization.class));
    } catch (IllegalArgumentException e) {
      throw new StartupException(path + "." + e.getMessage());
    }
  }

  private static <E extends Enum<E>> E constant(Config codec, String key, Class<E> type) {
    String name = codec.getString(key);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    StringBuilder names = new StringBuilder();
    for (E constant : type.getEnumConstants()) {
      names.append(names.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
    }
    throw new IllegalArgumentException(key + ": must be one of " + names + ", not " + name);
  }
}
