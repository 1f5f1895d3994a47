package io.blatam.bul.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionTest {

  private static final WebhookSettings SHIPPED = WebhookFixture.settings("");

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "2002::1"})
  void of_nameOfAnInnerAddress(String inner) {
    assertThatThrownBy(
            () -> Resolution.of("hooks.example.com", 443, host -> List.of(address(inner)), SHIPPED))
        .isInstanceOf(Resolution.Refused.class)
        .hasMessageContaining("hooks.example.com");
  }

  @Test
  void of_oneInnerAddressAmongPublicOnes() {
    assertThatThrownBy(
            () ->
                Resolution.of(
                    "hooks.example.com",
                    443,
                    host -> List.of(address("1.1.1.1"), address("192.168.0.1")),
                    SHIPPED))
        .isInstanceOf(Resolution.Refused.class);
  }

  @Test
  void of_nameThatChangesItsMind_isAskedOnceAndTheAddressHasNoName() throws UnknownHostException {
    List<String> answers = new ArrayList<>(List.of("1.1.1.1", "127.0.0.1"));

    InetSocketAddress to =
        Resolution.of(
            "rebind.example.com", 443, host -> List.of(address(answers.remove(0))), SHIPPED);

    assertThat(to.isUnresolved()).isFalse();
    assertThat(to.getAddress()).isEqualTo(address("1.1.1.1"));
    // Nothing that a transport could look up again: the text of the address is its bytes.
    assertThat(to.getHostString()).isEqualTo("1.1.1.1");
    assertThat(answers).containsExactly("127.0.0.1");
  }

  @Test
  void of_openName_innerAddress() throws UnknownHostException {
    WebhookSettings open = WebhookFixture.settings("blatam.bul.webhooks.allow = [n8n.lan]");

    assertThat(Resolution.of("n8n.lan", 80, host -> List.of(address("10.0.0.9")), open).getPort())
        .isEqualTo(80);
  }
}
