package io.blatam.inference.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.blatam.inference.api.Usage;
import io.blatam.inference.settings.EndpointSettings;
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

    EndpointSettings endpoint = openai.endpoints().get(0);
    assertThat(endpoint.apiKey().orElseThrow().reveal()).isEqualTo("sk-very-secret");
    assertThat(endpoint.baseUrl()).hasToString("http://localhost:11434/v1");
    assertThat(openai.models()).containsExactly("llama");
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

  @Test
  void endpoints_several_takeWhatTheyLeaveOutFromBesideTheList() {
    OpenAiSettings openai =
        settings(
                """
                base-url = "http://localhost:1/v1", model = "small", api-key = "sk-one"
                concurrency = 4, price-per-million-in = 0.15
                budget { day = 2.50, tenants { acme { month = 7 } } }
                endpoints = [
                  { name = "cloud", base-url = "https://example.com/v1", weight = 0, concurrency = 2,
                    models = [ { name = "small", as = "gpt-small" }, "large" ] }
                ]
                """)
            .openai()
            .orElseThrow();

    EndpointSettings main = openai.endpoints().get(0);
    EndpointSettings cloud = openai.endpoints().get(1);
    assertThat(openai.models()).containsExactly("small", "large");
    assertThat(main.name()).isEqualTo("main");
    assertThat(cloud.models()).containsEntry("small", "gpt-small").containsEntry("large", "large");
    assertThat(cloud.weight()).isZero();
    assertThat(main.concurrency()).isEqualTo(4);
    assertThat(cloud.concurrency()).isEqualTo(2);
    assertThat(cloud.apiKey()).as("one provider's key is never sent to another").isEmpty();
    assertThat(cloud.prices().micros(new Usage(1_000_000, 5, false))).isEqualTo(150_000);
    assertThat(openai.budget().all().day()).hasValue(2_500_000);
    assertThat(openai.budget().of("acme").month()).hasValue(7_000_000);
    assertThat(openai.budget().of("globex").month()).isEmpty();
  }

  @Test
  void endpoints_wrong_saysWhichKey() {
    assertFails(
        "endpoints = [{ base-url = \"http://a/v1\", models = [\"x\"] }]", "endpoints[0].name");
    assertFails("endpoints = [{ name = a, base-url = \"http://a/v1\" }]", "endpoints[0].models");
    assertFails(
        "endpoints = [{ name = a, base-url = \"http://a/v1\", models = [] }]",
        "endpoints[0].models");
    assertFails(
        "endpoints = [{ name = a, base-url = \"ftp://a/v1\", models = [x] }]",
        "endpoints[0].base-url");
    assertFails(
        "endpoints = [{ name = a, base-url = \"http://a/v1\", models = [x], weight = -1 }]",
        "endpoints[0].weight");
    assertFails(
        "endpoints = [{ name = a, base-url = \"http://a/v1\", models = [x] },"
            + " { name = a, base-url = \"http://b/v1\", models = [x] }]",
        "endpoints");
    assertFails(
        "endpoints = [{ name = a, base-url = \"http://a/v1\", models = [x], wieght = 0 }]",
        "endpoints[0].wieght: is not a setting");
    assertFails(
        "endpoints = [{ name = a, base-url = \"http://a/v1\", models = [x], prompts.mots = 4 }]",
        "endpoints[0].prompts.mots: is not a setting");
    String one = "base-url = \"http://localhost/v1\", model = \"x\", ";
    assertFails(one + "price-per-million-in = cheap", "price-per-million-in");
    assertFails(one + "budget.day = -1", "budget.day");
    assertFails(one + "budget.tenants.acme.moth = 5", "budget.tenants.acme.moth: is not a setting");
    assertFails(one + "budget.time-zone = Bogota", "budget.time-zone");
    assertFails(one + "waiting.most = 0", "waiting.most");
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
