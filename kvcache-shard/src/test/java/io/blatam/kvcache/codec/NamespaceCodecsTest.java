package io.blatam.kvcache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.engine.Codec;
import io.blatam.platform.StartupException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NamespaceCodecsTest {

  private static NamespaceCodecs codecs(String text) {
    Config config =
        ConfigFactory.parseString(text)
            .withFallback(ConfigFactory.parseResources("reference.conf"));
    return NamespaceCodecs.from(config, 1 << 20);
  }

  @Test
  void values_inMemoryAreRawUnlessQuantized() {
    NamespaceCodecs codecs =
        codecs(
            "blatam.kvcache.namespaces.q.codec { dtype = f32, channels = 4, quantization = int8 }");
    assertThat(codecs.of("anything")).isSameAs(Codec.RAW);
    assertThat(codecs.of("q")).isNotSameAs(Codec.RAW);
    assertThat(codecs("").of("q")).isSameAs(Codec.RAW);
  }

  @Test
  void namespace_takesTheRestFromTheDefaults() {
    NamespaceCodecs codecs =
        codecs(
            """
            blatam.kvcache.namespaces."kv.blocks".codec { dtype = bf16, channels = 128 }
            blatam.kvcache.namespaces.plain.codec.compression = none
            """);
    byte[] text = "la misma frase ".repeat(50).getBytes(StandardCharsets.UTF_8);
    assertThat(codecs.below("prompts").encode(text)).hasSizeLessThan(200);
    assertThat(codecs.below("plain")).isSameAs(Codec.RAW);
    byte[] tensor = Tensors.bytes(Dtype.BF16, Tensors.gaussian(64, 128, 1));
    Codec codec = codecs.below("kv.blocks");
    assertThat(codec.encode(tensor)).hasSizeLessThan(tensor.length * 4 / 5);
    assertThat(codecs.reader().decode(codec.encode(tensor))).isEqualTo(tensor);
  }

  @Test
  void settings_thatDoNotFitNameTheirKey() {
    assertThatThrownBy(() -> codecs("blatam.kvcache.namespaces.a.codec.compression = gzip"))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "blatam.kvcache.namespaces.a.codec.compression: must be one of none, zstd, lz4, not gzip");
    assertThatThrownBy(() -> codecs("blatam.kvcache.namespaces.a.codec.quantization = int8"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("namespaces.a.codec.quantization");
    assertThatThrownBy(() -> codecs("blatam.kvcache.codec { dtype = f32, channels = 0 }"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.codec.channels");
  }
}
