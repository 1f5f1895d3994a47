package io.blatam.bul.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this machine",
    "0.1.2.3, this machine",
    "127.0.0.1, this machine",
    "127.255.255.254, this machine",
    "::, this machine",
    "::1, this machine",
    "10.0.0.1, a private network",
    "172.16.0.1, a private network",
    "172.31.255.255, a private network",
    "192.168.1.1, a private network",
    "100.64.0.1, a carrier's own network",
    "100.127.255.255, a carrier's own network",
    "169.254.169.254, a link-local network",
    "fe80::1, a link-local network",
    "febf::1, a link-local network",
    "224.0.0.1, multicast or broadcast",
    "239.255.255.250, multicast or broadcast",
    "ff02::1, multicast or broadcast",
    "fc00::1, a unique-local network",
    "fd12:3456:789a::1, a unique-local network",
    "fec0::1, a unique-local network",
    "2002:7f00:1::, 'an address inside another one (6to4, NAT64, Teredo)'",
    "64:ff9b::7f00:1, 'an address inside another one (6to4, NAT64, Teredo)'",
    "64:ff9b:1::a00:1, 'an address inside another one (6to4, NAT64, Teredo)'",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, 'an address inside another one (6to4, NAT64, Teredo)'",
    "192.88.99.1, 'an address inside another one (6to4, NAT64, Teredo)'",
    "192.0.2.1, documentation or tests",
    "198.18.0.1, documentation or tests",
    "198.51.100.7, documentation or tests",
    "203.0.113.7, documentation or tests",
    "2001:db8::1, documentation or tests",
    "192.0.0.8, reserved",
    "250.0.0.1, reserved",
    "255.255.255.255, multicast or broadcast",
    "100::1, reserved",
    "4000::1, reserved",
    "2001:10::1, reserved",
    "::7f00:1, reserved"
  })
  void refusal_notPublic(String address, String kind) throws UnknownHostException {
    assertThat(AddressRules.refusal(InetAddress.getByName(address))).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4003:80f::200e"
      })
  void refusal_public(String address) throws UnknownHostException {
    assertThat(AddressRules.refusal(InetAddress.getByName(address))).isEmpty();
  }
}
