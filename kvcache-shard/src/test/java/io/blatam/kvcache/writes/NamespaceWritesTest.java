package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import org.junit.jupiter.api.Test;

class NamespaceWritesTest {

  @Test
  void from_nothingSet_isAside() {
    NamespaceWrites writes = read("");

    assertThat(writes.backed("any")).isFalse();
    assertThat(writes.stores()).isEmpty();
  }

  @Test
  void from_oneNamespace_takesTheRestFromTheDefaults() {
    NamespaceWrites writes =
        read(
            """
            write-back { max-delay = 2 s, batch-size = 7 }
            namespaces."with.dot" { write = back, write-back.max-delay = 60 ms, store = com.example.Mine }
            namespaces.other.codec.compression = zstd
            """);

    assertThat(writes.backed("with.dot")).isTrue();
    assertThat(writes.backed("other")).isFalse();
    WriteSettings settings = writes.of("with.dot");
    assertThat(settings.maxDelay()).isEqualTo(60);
    assertThat(settings.batchSize()).isEqualTo(7);
    assertThat(writes.stores()).containsExactly("com.example.Mine");
  }

  @Test
  void from_defaultPattern_isEveryNamespacesButThoseThatSayOtherwise() {
    NamespaceWrites writes = read("write = through, namespaces.plain.write = aside");

    assertThat(writes.backed("any")).isTrue();
    assertThat(writes.backed("plain")).isFalse();
  }

  @Test
  void from_whatDoesNotFit_namesTheKey() {
    assertThatThrownBy(() -> read("namespaces.x.write = behind"))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "blatam.kvcache.namespaces.x.write: must be one of aside, through, back, not behind");
    assertThatThrownBy(() -> read("namespaces.x { write = back, write-back.max-delay = 1 ms }"))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("blatam.kvcache.namespaces.x.write-back.max-delay: must be");
    assertThatThrownBy(() -> read("write-back { retry-min = 2 s, retry-max = 1 s }"))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("blatam.kvcache.write-back.retry-max: must be");
  }

  private static NamespaceWrites read(String settings) {
    return NamespaceWrites.from(
        ConfigFactory.parseString("blatam.kvcache {\n" + settings + "\n}")
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }
}
