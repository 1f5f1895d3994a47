package io.blatam.kvcache.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.engine.Bounds;
import io.blatam.platform.StartupException;
import org.junit.jupiter.api.Test;

class TenantQuotasTest {

  @Test
  void bounds_defaults_limitNobody() {
    assertThat(bounds("").quotaShare().applyAsDouble("acme")).isEqualTo(1);
    assertThat(bounds("").pinnedShare()).isEqualTo(0.25);
  }

  @Test
  void bounds_namedTenant_hasItsOwnAndOthersTheDefault() {
    Bounds bounds =
        bounds(
            """
            blatam.kvcache.quota-share = 0.2
            blatam.kvcache.tenants { "acme.es" { quota-share = 0.5 }, globex {} }
            """);

    assertThat(bounds.quotaShare().applyAsDouble("acme.es")).isEqualTo(0.5);
    assertThat(bounds.quotaShare().applyAsDouble("globex")).isEqualTo(0.2);
  }

  @Test
  void bounds_maxEntries_isSpreadOverSegments() {
    Bounds bounds =
        bounds("blatam.kvcache { max-entries = 1000, tenants { globex.max-entries = 6 } }");

    assertThat(bounds.maxEntries().applyAsLong("acme")).isEqualTo(250);
    assertThat(bounds.maxEntries().applyAsLong("globex")).isEqualTo(2);
    assertThat(bounds("").maxEntries().applyAsLong("acme")).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> bounds("blatam.kvcache.tenants.acme.max-entries = -1"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.tenants.acme.max-entries");
  }

  @Test
  void bounds_maxEntriesBeyondAllNumbers_limitsNobody() {
    Bounds bounds = bounds("blatam.kvcache.max-entries = 9223372036854775807");

    assertThat(bounds.maxEntries().applyAsLong("acme")).isGreaterThan(1L << 60);
  }

  @Test
  void from_badShare_namesTheKey() {
    assertThatThrownBy(() -> bounds("blatam.kvcache.tenants.acme.quota-share = 0"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.tenants.acme.quota-share");
    assertThatThrownBy(() -> bounds("blatam.kvcache.quota-share = much"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.quota-share");
    assertThatThrownBy(() -> bounds("blatam.kvcache.pinned-share = 1"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.pinned-share");
  }

  private static Bounds bounds(String settings) {
    Config config =
        ConfigFactory.parseString(settings).withFallback(ConfigFactory.defaultReference());
    return TenantQuotas.from(config).bounds(1_000, 4);
  }
}
