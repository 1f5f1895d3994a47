package io.blatam.kvcache.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TenantRatesTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static Config config(String text) {
    return ConfigFactory.parseString(text)
        .withFallback(ConfigFactory.parseResources("reference.conf"))
        .resolve();
  }

  private static TenantRates rates(String text) {
    return new TenantRates(RateLimits.from(config(text), "resp"));
  }

  @Test
  void operations_aSecondsWorthAtOnceThenAsFastAsTheLimit() {
    TenantRates rates = rates("blatam.kvcache.rate-limit.resp.operations-per-second = 10");
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += rates.take("acme", 1, 0) == 0 ? 1 : 0;
    }
    assertThat(passed).isEqualTo(10);
    int later = 0;
    for (int tenth = 1; tenth <= 100; tenth++) {
      later += rates.take("acme", 1, tenth * SECOND / 10) == 0 ? 1 : 0;
    }
    assertThat(later).isBetween(99, 100);
    assertThat(rates.take("globex", 1, 0)).isZero();
  }

  @Test
  void bytes_aLargeOnePassesAndTheNextWaits() {
    TenantRates rates = rates("blatam.kvcache.rate-limit.resp.bytes-per-second = 1000");

    assertThat(rates.take("acme", 5_000, 0)).isZero();
    assertThat(rates.take("acme", 1, 0)).isBetween(4 * SECOND, 4 * SECOND + 10);
    assertThat(rates.take("acme", 1, 4 * SECOND + 10)).isZero();
  }

  @Test
  void bytes_thatWereNotAnnounced_areOwed() {
    TenantRates rates = rates("blatam.kvcache.rate-limit.resp.bytes-per-second = 1000");

    assertThat(rates.take("acme", 0, 0)).isZero();
    rates.owe("acme", 5_000, 0);
    assertThat(rates.take("acme", 0, 0)).isBetween(4 * SECOND, 4 * SECOND + 10);
  }

  @Test
  void tenantOfItsOwn_hasItsOwnLimit() {
    TenantRates rates =
        rates("blatam.kvcache.rate-limit.tenants.\"acme\".resp.operations-per-second = 1");

    assertThat(rates.unlimited()).isFalse();
    assertThat(rates.take("acme", 1, 0)).isZero();
    assertThat(rates.take("acme", 1, 0)).isPositive();
    for (int i = 0; i < 1_000; i++) {
      assertThat(rates.take("globex", 1, 0)).isZero();
    }
  }

  @Test
  void defaults_hinderNobody() {
    assertThat(rates("").unlimited()).isTrue();
    assertThat(NamespaceRules.from(config("")).restrictive()).isFalse();
  }

  @Test
  void rules_namespaceTakesTheRestFromTheDefaults() {
    NamespaceRules rules =
        NamespaceRules.from(
            config(
                """
                blatam.kvcache.limits.max-value-bytes = 1 MiB
                blatam.kvcache.namespaces."secrets".access { read = [vault, audit], write = [vault] }
                blatam.kvcache.namespaces."secrets".limits.max-key-bytes = 16
                """));

    assertThat(rules.restrictive()).isTrue();
    assertThat(rules.mayRead(Set.of("audit"), "secrets")).isTrue();
    assertThat(rules.mayWrite(Set.of("audit"), "secrets")).isFalse();
    assertThat(rules.mayWrite(Set.of("admin"), "secrets")).isTrue();
    assertThat(rules.mayRead(Set.of(), "generation")).isTrue();
    assertThat(rules.of("secrets").maxKeyBytes()).isEqualTo(16);
    assertThat(rules.of("secrets").maxValueBytes()).isEqualTo(1 << 20);
    assertThat(rules.mayWriteAll(Set.of())).isFalse();
  }

  @Test
  void settings_thatDoNotFitNameTheirKey() {
    assertThatThrownBy(
            () ->
                NamespaceRules.from(
                    config("blatam.kvcache.namespaces.a.limits.max-key-bytes = 1000")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.namespaces.a.limits.max-key-bytes");
    assertThatThrownBy(() -> rates("blatam.kvcache.rate-limit.resp.operations-per-second = -1"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.rate-limit.resp.operations-per-second");
  }
}
