package io.blatam.kvcache.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceTiersTest {

  private static NamespaceTiers tiers(String namespaces) {
    return NamespaceTiers.from(
        ConfigFactory.parseString("blatam.kvcache.namespaces { " + namespaces + " }")
            .withFallback(ConfigFactory.load()));
  }

  @Test
  void of_aNamespaceThatSaysNothing_goesToDisk() {
    assertThat(tiers("").of("generation").lowest()).isEqualTo(Lowest.COLD);
  }

  @Test
  void of_aNamespaceWithAStore_staysInMemoryWhateverItAsksFor() {
    NamespaceTiers tiers = tiers("orders { write = through, lowest-tier = cold }, notes.hmac = on");

    assertThat(tiers.of("orders").lowest()).isEqualTo(Lowest.HOT);
    assertThat(tiers.of("notes")).isEqualTo(new NamespaceTiers.Wish(Lowest.COLD, true, false));
  }

  @Test
  void of_everyNamespaceWithAStore_staysInMemory() {
    NamespaceTiers tiers =
        NamespaceTiers.from(
            ConfigFactory.parseString("blatam.kvcache.write = back")
                .withFallback(ConfigFactory.load()));

    assertThat(tiers.of("generation").lowest()).isEqualTo(Lowest.HOT);
  }

  @ParameterizedTest
  @CsvSource({
    "hmac = on, hmac: must be off where write is not aside",
    "deduplicate = on, deduplicate: must be off where write is not aside",
    "'codec { dtype = f32, quantization = int8 }', codec.quantization: must be none where write"
  })
  void from_whatAStoreBehindTheNamespaceMakesVain_isRefused(String asked, String why) {
    assertThatThrownBy(() -> tiers("orders { write = back, " + asked + " }"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.namespaces.orders." + why);
    assertThat(tiers("orders { " + asked + " }").of("orders").lowest()).isEqualTo(Lowest.COLD);
  }

  @Test
  void from_anUnknownTier_namesTheKey() {
    assertThatThrownBy(() -> tiers("notes.lowest-tier = tape"))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.kvcache.namespaces.notes.lowest-tier");
  }
}
