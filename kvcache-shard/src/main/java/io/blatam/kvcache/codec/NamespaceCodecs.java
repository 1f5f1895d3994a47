package io.blatam.kvcache.codec;

import com.typesafe.config.Config;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Codecs;
import io.blatam.kvcache.settings.EnumSetting;
import io.blatam.kvcache.settings.NamespaceSections;
import io.blatam.platform.StartupException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code blatam.kvcache.namespaces.<namespace>.codec}, read once; what a namespace leaves out is
 * {@code blatam.kvcache.codec}. In memory values are quantized, where their namespace asks for it,
 * and nothing else, so that what is read is the same wherever it comes from; they are compressed on
 * their way down. Immutable and thread-safe.
 */
public final class NamespaceCodecs implements Codecs {

  private static final String DEFAULTS = "blatam.kvcache.codec";

  /** What a value in a frame may be longer than the value: the frame's header, and rounding. */
  private static final int SLACK = 64;

  private record Pair(Codec memory, Codec below) {}

  private final Map<String, Pair> named;
  private final Pair others;
  private final boolean plain;
  private final Codec reader;

  private NamespaceCodecs(Map<String, CodecParameters> named, CodecParameters others, int max) {
    this.named = new HashMap<>();
    named.forEach((name, parameters) -> this.named.put(name, pair(parameters, max)));
    this.others = pair(others, max);
    this.plain =
        others.quantization() == Quantization.NONE
            && named.values().stream()
                .allMatch(parameters -> parameters.quantization() == Quantization.NONE);
    this.reader =
        new ValueCodec(
            new CodecParameters(Compression.ZSTD, Layout.BYTES, Quantization.NONE), max + SLACK);
  }

  private static Pair pair(CodecParameters parameters, int max) {
    if (parameters.quantization() == Quantization.NONE) {
      return new Pair(Codec.RAW, parameters.codec(max));
    }
    CodecParameters quantized =
        new CodecParameters(Compression.NONE, parameters.layout(), parameters.quantization());
    CodecParameters compressed =
        new CodecParameters(parameters.compression(), Layout.BYTES, Quantization.NONE);
    return new Pair(quantized.codec(max), compressed.codec(max + SLACK));
  }

  /**
   * @param root the actor system's whole configuration
   * @param maxLength the longest value in bytes
   * @throws StartupException naming the key that does not fit
   */
  public static NamespaceCodecs from(Config root, int maxLength) {
    Config defaults = root.getConfig(DEFAULTS);
    Map<String, CodecParameters> named = new HashMap<>();
    NamespaceSections.of(root)
        .forEach(
            (name, section) -> {
              if (section.hasPath("codec")) {
                Config codec = section.getConfig("codec").withFallback(defaults);
                named.put(name, parameters(codec, NamespaceSections.path(name) + ".codec"));
              }
            });
    return new NamespaceCodecs(named, parameters(defaults, DEFAULTS), maxLength);
  }

  /** How values are kept in memory. */
  @Override
  public Codec of(String namespace) {
    return plain ? Codec.RAW : pair(namespace).memory;
  }

  /** What is done besides to what {@link #of} made of a value, when it leaves memory. */
  public Codec below(String namespace) {
    return pair(namespace).below;
  }

  /** Reads what any codec of any namespace ever wrote, except {@link Codec#RAW}. */
  public Codec reader() {
    return reader;
  }

  private Pair pair(String namespace) {
    return named.getOrDefault(namespace, others);
  }

  static CodecParameters parameters(Config codec, String path) {
    try {
      return new CodecParameters(
          EnumSetting.read(codec, "compression", Compression.class),
          new Layout(EnumSetting.read(codec, "dtype", Dtype.class), codec.getInt("channels")),
          EnumSetting.read(codec, "quantization", Quantization.class));
    } catch (IllegalArgumentException e) {
      throw new StartupException(path + "." + e.getMessage());
    }
  }
}
