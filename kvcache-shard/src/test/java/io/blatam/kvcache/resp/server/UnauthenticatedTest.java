package io.blatam.kvcache.resp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what without a password. */
class UnauthenticatedTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.9.9.9, true",
    "::1, ::1, true",
    "10.0.0.1, 10.0.0.2, false",
    "127.0.0.1, 10.0.0.2, false",
    "10.0.0.1, 127.0.0.1, false",
    "0.0.0.0, 127.0.0.1, false",
    "fe80::1, ::1, false"
  })
  void connection_bothEndsOnLoopback_isTheDefaultTenants(
      String local, String remote, boolean served) throws Exception {
    assertThat(
            RespDoor.unauthenticated(InetAddress.getByName(local), InetAddress.getByName(remote)))
        .isEqualTo(served ? Optional.of("default") : Optional.empty());
  }

  /** Nothing leaves this machine: both ends are its own address. */
  @Test
  void call_overAnotherAddressOfThisMachine_needsAuth() throws Exception {
    Optional<String> address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .findFirst();
    assumeTrue(address.isPresent(), "skipped: this machine has no address but loopback");
    try (ScratchDoor door =
            new ScratchDoor("blatam.kv-cache.resp.bind = \"" + address.get() + "\"");
        RespClient client = new RespClient(address.get(), door.port())) {
      assertThat(client.call("GET", "a")).isEqualTo("-NOAUTH Authentication required.");
      assertThat(client.call("SET", "a", "b")).startsWith("-NOAUTH");
      String token = door.token("ana", "acme");
      assertThat(client.call("AUTH", token)).isEqualTo("+OK");
      assertThat(client.call("SET", "a", "b")).isEqualTo("+OK");
    }
  }
}
