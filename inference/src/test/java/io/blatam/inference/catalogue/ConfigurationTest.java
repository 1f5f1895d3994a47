package io.blatam.inference.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.blatam.inference.settings.InferenceSettings;
import io.blatam.inference.settings.OpenAiSettings;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @Test
  void defaults_noEndpoint() {
    assertThat(settings("").openai()).isEmpty();
  }

  @Test
  void endpoint_keyFromFile_isReadAndNeverPrinted(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sk-very-secret\n");

    OpenAiSettings openai =
        settings(
                """
                base-url = "http://localhost:11434/v1/", model = "llama", api-key-file = "%s"
                """
                    .formatted(file))
            .openai()
            .orElseThrow();

    assertThat(openai.apiKey().orElseThrow().reveal()).isEqualTo("sk-very-secret");
    assertThat(openai.baseUrl()).hasToString("http://localhost:11434/v1");
    assertThat(openai.toString()).doesNotContain("sk-very-secret");
  }

  @Test
  void endpoint_wrong_saysWhichKey() {
    assertFails("base-url = \"localhost:11434\", model = \"x\"", "base-url");
    assertFails("base-url = \"http://bad host/\", model = \"x\"", "base-url");
    assertFails("base-url = \"http://localhost/v1\"", "model");
    assertFails(
        "base-url = \"http://localhost/v1\", model = \"x\", api-key-file = \"/does/not/exist\"",
        "api-key-file");
    assertFails(
        "base-url = \"http://localhost/v1\", model = \"x\", max-retries = 99", "max-retries");
  }

  private static void assertFails(String openai, String key) {
    assertThatThrownBy(() -> settings(openai))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("blatam.inference.openai." + key);
  }

  private static InferenceSettings settings(String openai) {
    return InferenceSettings.from(
        Bootstrap.configuration(
            ConfigFactory.parseString("blatam.inference.openai {" + openai + "\n}")));
  }
}
