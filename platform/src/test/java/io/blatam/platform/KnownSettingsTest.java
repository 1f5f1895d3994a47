package io.blatam.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownSettingsTest {

  private static final Config REFERENCE =
      ConfigFactory.parseString(
          """
          blatam {
            bind = "127.0.0.1"
            gateway { port = 8000, proxy { keep-alive = 30s } }
            queue { weights {}, work-dispatcher { type = Dispatcher } }
            kvcache { segments = 64 }
          }
          """);

  private static void require(String settings) {
    KnownSettings.require(ConfigFactory.parseString(settings), REFERENCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blatam.gateway.prot = 9             | blatam.gateway.prot: is not a setting | mean port?",
        "blatam.gateway.proxy.keepalive = 1s | proxy.keepalive: is not a setting     | mean keep-alive?",
        "blatam.gatway.port = 9              | blatam.gatway: is not a setting       | mean gateway?",
        "blatam.gateway = 8000               | blatam.gateway: must be settings in   | ''",
        "blatam.queue.colour = red           | blatam.queue.colour: is not a setting | there are weights",
      })
  void require_whatNobodyReads_isNamedWithWhatWasMeant(String settings, String said, String meant) {
    assertThatThrownBy(() -> require(settings))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(said)
        .hasMessageContaining(meant);
  }

  @Test
  void require_namesOfTheOperatorsOwnAndWhatIsAkkas_pass() {
    assertThatCode(
            () ->
                require(
                    """
                    blatam.queue { weights.acme = 3, work-dispatcher.throughput = 5 }
                    blatam.gateway.http-server.parsing.max-uri-length = 4k
                    blatam.kvcache.namespaces.own.write = back
                    akka.loglevel = DEBUG
                    """))
        .doesNotThrowAnyException();
    assertThatCode(() -> require("")).doesNotThrowAnyException();
  }

  @Test
  void nearest_anotherWord_isNone() {
    List<String> names = List.of("limit", "cursor", "format");
    assertThat(Nearest.to("limt", names)).contains("limit");
    assertThat(Nearest.to("formta", names)).contains("format");
    assertThat(Nearest.to("Limit", names)).contains("limit");
    assertThat(Nearest.to("colour", names)).isEmpty();
  }
}
