package io.blatam.kvcache.settings;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.Valid$;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameOnEveryNodeTest {

  private static final Config SHIPPED = ConfigFactory.load();

  private static ConfigValidation joining(String settings) {
    return new SameOnEveryNode()
        .check(ConfigFactory.parseString(settings).withFallback(SHIPPED), SHIPPED);
  }

  @Test
  void check_theSameSettings_mayJoin() {
    assertThat(joining("blatam.kvcache.segment-bytes = 8 MiB")).isInstanceOf(Valid$.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments = 16", "write = through", "copies.lease = 2 s"})
  void check_anotherPlaceForKeysOrAnotherWayToWrite_mayNot(String setting) {
    assertThat(joining("blatam.kvcache." + setting)).isInstanceOf(Invalid.class);
  }

  @Test
  void akka_knowsIt() throws Exception {
    String name =
        SHIPPED.getString("akka.cluster.configuration-compatibility-check.checkers.blatam-kvcache");
    assertThat(Class.forName(name)).isEqualTo(SameOnEveryNode.class);
  }
}
