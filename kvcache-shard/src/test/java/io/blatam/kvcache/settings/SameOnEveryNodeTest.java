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
    return joining(settings, "");
  }

  private static ConfigValidation joining(String settings, String others) {
    return new SameOnEveryNode().check(configured(settings), configured(others));
  }

  private static Config configured(String settings) {
    return NamespacesOfAll.in(ConfigFactory.parseString(settings).withFallback(SHIPPED));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis-1.write = through",
        "\"a.b c\".write = back",
        "docs { write = back, store = com.example.Rows }",
        "docs { write = back, copies.enabled = on }"
      })
  void check_aNamespaceThatIsWrittenOtherwise_mayNot(String namespace) {
    String others = "blatam.kvcache.namespaces.docs.write = back";

    ConfigValidation validation = joining("blatam.kvcache.namespaces." + namespace, others);

    assertThat(validation).isInstanceOf(Invalid.class);
    assertThat(validation.toString())
        .contains("blatam.kvcache.namespaces.")
        .contains(" at one node and ");
  }

  @Test
  void check_theSameInOtherWords_mayJoin() {
    assertThat(
            joining(
                "blatam.kvcache.namespaces { docs { write = back }, other.copies.enabled = yes }",
                "blatam.kvcache.namespaces { docs { store = table, write = back }, other.copies.enabled = on }"))
        .isInstanceOf(Valid$.class);
  }

  @Test
  void check_whatOnlyItsOwnNodeIsHeldTo_mayDiffer_andIsSaid() {
    assertThat(
            joining(
                "blatam.kvcache.namespaces.docs.access.read = [reader]",
                "blatam.kvcache.namespaces.docs.access.read = [writer]"))
        .isInstanceOf(Valid$.class);
    assertThat(
            NamespacesOfAll.between(
                    configured("blatam.kvcache.namespaces.docs.hmac = on"),
                    configured("").getString(NamespacesOfAll.KEY))
                .warned())
        .containsExactly(
            "blatam.kvcache.namespaces.docs.hmac is true at one node and false at the other");
  }

  @Test
  void akka_knowsIt() throws Exception {
    String name =
        SHIPPED.getString("akka.cluster.configuration-compatibility-check.checkers.blatam-kvcache");
    assertThat(Class.forName(name)).isEqualTo(SameOnEveryNode.class);
  }
}
