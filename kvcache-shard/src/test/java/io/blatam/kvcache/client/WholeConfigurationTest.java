package io.blatam.kvcache.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeConfigurationTest {

  /** As shipped: -Xmx768m. */
  private static final long HEAP = 768L << 20;

  private static final String CLUSTER = "akka.actor.provider = cluster\n";

  @Test
  void require_asShipped_fits() {
    assertThatCode(() -> WholeConfiguration.require(with(""), HEAP)).doesNotThrowAnyException();
  }

  @Test
  void require_everythingThatMayBeSaid_fits() {
    String everything =
        """
        blatam.kvcache.namespaces {
          "redis-5" {
            access { read = [reader], write = [writer] }, limits { max-key-bytes = 64 }
          }
          kv-blocks.codec { dtype = bf16, channels = 128, quantization = int8, compression = lz4 }
          sessions { write = through, store = table }
          counters { write = back, write-back.max-delay = 200 ms }
          generation { copies.enabled = on, semantic.enabled = on }
          files { lowest-tier = warm, hmac = on, deduplicate = on }
        }
        blatam.kvcache.tenants.acme { quota-share = 0.5, max-entries = 7 }
        blatam.kvcache.rate-limit.tenants.acme.resp.operations-per-second = 5000
        """;
    assertThatCode(() -> WholeConfiguration.require(with(everything), HEAP))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "namespaces.sessions.wirte = through,      namespaces.sessions.wirte: is not a setting",
        "namespaces.sessions.write-back.delay = 1, namespaces.sessions.write-back.delay",
        "namespaces.sessions.write-back.flush-timeout = 1 s, write-back.flush-timeout",
        "namespaces.vault.hmca = on,               there are access",
        "namespaces.vault = on,                    namespaces.vault: must be settings in braces",
        "tenants.acme.quota = 0.1,                 tenants.acme.quota: is not a setting",
        "tenants.acme = 3,                         tenants.acme: must be settings in braces",
        "rate-limit.tenants.acme.operations-per-second = 2, rate-limit.tenants.acme.operations",
        "rate-limit.http.operations = 2,           rate-limit.http.operations: is not",
        "rate-limit.resp.operations-per-second = NaN, rate-limit.resp.operations-per-second",
        "segmnets = 3,                             blatam.kvcache.segmnets: is not a setting",
        "cold.bytes = 4 MiB,                       blatam.kvcache.cold.max-value-bytes",
        "max-value-bytes = 3 GiB,                  blatam.kvcache.max-value-bytes: must be less",
        "operation-timeout = 0 s,                  blatam.kvcache.operation-timeout: must be",
        "ask-again-interval = -1 s,                blatam.kvcache.ask-again-interval: must be",
        "lease-check-interval = 100 d,             blatam.kvcache.lease-check-interval: must be",
        "write-back.flush-timeout = -1 s,          blatam.kvcache.write-back.flush-timeout",
        "write-back.flush-timeout = 1 h,           shorter than akka.coordinated-shutdown",
        "health.min-lookups = -1,                  blatam.kvcache.health.min-lookups",
        "namespaces.x.lowest-tier = disk,          namespaces.x.lowest-tier: must be hot",
        "analytics.groups = 0,                     blatam.kvcache.analytics.groups",
      })
  void require_whatDoesNotFit_isNamed(String setting, String said) {
    assertThatThrownBy(() -> WholeConfiguration.require(with("blatam.kvcache." + setting), HEAP))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource({
    "prot = 1,                 blatam.kv-cache.resp.prot: is not a setting",
    "stall-timeout = -1 s,    blatam.kv-cache.resp.stall-timeout: must be",
    "max-output-bytes = 3 GiB, blatam.kv-cache.resp.max-output-bytes: must be less",
  })
  void require_whatDoesNotFitTheDoor_isNamed(String setting, String said) {
    assertThatThrownBy(
            () -> WholeConfiguration.require(with("blatam.kv-cache.resp." + setting), HEAP))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(said);
  }

  @Test
  void require_moreThanTheHeapHolds_isRefusedWithTheHeapThatWould() {
    Config thrice =
        with(CLUSTER + "blatam { kvcache.segment-bytes = 16 MiB, cluster.join = self }");
    assertThatThrownBy(() -> WholeConfiguration.require(thrice, HEAP))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("32 segments take 560 MiB")
        .hasMessageContaining("BLATAM_JAVA_OPTS=-Xmx1300m");
    assertThatCode(() -> WholeConfiguration.require(thrice, 2 * HEAP)).doesNotThrowAnyException();
    Config shared =
        with(CLUSTER + "blatam { kvcache.segment-bytes = 16 MiB, cluster.join = seeds }");
    assertThatCode(() -> WholeConfiguration.require(shared, HEAP)).doesNotThrowAnyException();
  }

  private static Config with(String settings) {
    return ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()).resolve();
  }
}
