package io.blatam.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.Bootstrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalUpstreamsTest {

  private static String upstream(String service, String settings) {
    Config operator = ConfigFactory.parseString(settings);
    Config whole = Bootstrap.configuration(operator.withFallback(LocalUpstreams.of(operator)));
    return String.join(",", whole.getStringList("blatam.gateway.upstreams." + service));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.2, http://127.0.0.2:8006",
    "10.1.2.3, http://10.1.2.3:8006",
    "0.0.0.0, http://127.0.0.1:8006",
    "'::', http://127.0.0.1:8006",
    "'::1', http://[::1]:8006"
  })
  void of_boundElsewhere_theGatewayLooksThere(String bind, String expected) {
    assertThat(upstream("kv-cache", "blatam.bind = \"" + bind + "\"")).isEqualTo(expected);
  }

  @Test
  void of_aPortThatWasMoved_isMovedForTheGatewayToo() {
    assertThat(upstream("bul", "blatam { bind = \"127.0.0.2\", bul.port = 9002 }"))
        .isEqualTo("http://127.0.0.2:9002");
    assertThat(upstream("bul", "blatam.bul.port = 9002")).isEqualTo("http://127.0.0.1:9002");
  }

  @Test
  void of_whatTheOperatorSays_comesFirst() {
    String said =
        "blatam { bind = \"127.0.0.2\", gateway.upstreams.bul = [\"http://10.0.0.9:1\"] }";
    assertThat(upstream("bul", said)).isEqualTo("http://10.0.0.9:1");
    assertThat(upstream("gamma", said)).isEqualTo("http://127.0.0.2:8003");
  }

  @Test
  void of_servicesOfAnotherProcess_stayWhereTheyAre() {
    assertThat(upstream("bul", "blatam { bind = \"10.1.2.3\", roles = [gateway] }"))
        .isEqualTo("http://127.0.0.1:8002");
  }
}
