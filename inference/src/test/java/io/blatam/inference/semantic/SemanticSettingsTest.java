package io.blatam.inference.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.inference.settings.InferenceSettings;
import io.blatam.kvcache.settings.KnownKeys;
import io.blatam.platform.StartupException;
import org.junit.jupiter.api.Test;

class SemanticSettingsTest {

  private static Config with(String setting) {
    return ConfigFactory.parseString("blatam.kvcache.namespaces.docs.semantic." + setting)
        .withFallback(ConfigFactory.load());
  }

  @Test
  void of_whatANamespaceLeavesOut_isWhatHoldsForAll() {
    Config config = with("max-substituted = 2");
    KnownKeys.require(config);
    SemanticSettings settings = SemanticSettings.of(config, "docs");

    assertThat(settings.rule().maxSubstituted()).isEqualTo(2);
    assertThat(settings.prompts()).isEqualTo(SemanticSettings.of(config, "others").prompts());
  }

  @Test
  void known_aMisspelledKeyOfANamespace_isNotAmongThem() {
    assertThatThrownBy(() -> KnownKeys.require(with("min-cosin = 0.9")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("namespaces.docs.semantic.min-cosin: is not a setting");
  }

  /** Only model answers are looked up so; elsewhere an operator would wait for hits in vain. */
  @Test
  void enabledWhereNothingIsLookedUpSo_isRefused() {
    Config config =
        ConfigFactory.parseString(
                """
                blatam.kvcache.namespaces.notes.semantic.enabled = on
                blatam.kvcache.namespaces.generation.semantic.enabled = on
                blatam.kvcache.namespaces.vault.write = through
                """)
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> InferenceSettings.from(config))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "blatam.kvcache.namespaces.notes.semantic: is for the namespace generation alone, where"
                + " model answers are");
  }
}
