package io.blatam.bul.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses belong to somebody on the public Internet. Of IPv4 everything does but what the
 * IANA special-purpose registry (RFC 6890) keeps for other uses; of IPv6 only global unicast does
 * (2000::/3), and of that nothing that wraps an IPv4 address or is kept for protocols. Pure.
 */
final class AddressRules {

  private static final Map<String, List<AddressBlock>> REFUSED =
      Map.of(
          "a private network", blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
          "this machine", blocks("0.0.0.0/8", "127.0.0.0/8", "::/127"),
          "a link-local network", blocks("169.254.0.0/16", "fe80::/10"),
          "a carrier's own network", blocks("100.64.0.0/10"),
          "multicast or broadcast", blocks("224.0.0.0/4", "255.255.255.255/32", "ff00::/8"),
          "a unique-local network", blocks("fc00::/7", "fec0::/10"),
          "an address inside another one (6to4, NAT64, Teredo)",
              blocks("192.88.99.0/24", "2002::/16", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32"),
          "documentation or tests",
              blocks(
                  "192.0.2.0/24",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "198.18.0.0/15",
                  "2001:db8::/32",
                  "3fff::/20"),
          "reserved", blocks("192.0.0.0/24", "240.0.0.0/4", "2001::/23"));

  private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3").orElseThrow();

  private AddressRules() {}

  /** Why nothing may be sent there; empty for a public address. */
  static Optional<String> refusal(InetAddress address) {
    Optional<String> kept =
        REFUSED.entrySet().stream()
            .filter(entry -> entry.getValue().stream().anyMatch(block -> block.contains(address)))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst();
    return kept.isPresent() || address instanceof Inet4Address || GLOBAL_UNICAST.contains(address)
        ? kept
        : Optional.of("reserved");
  }

  private static List<AddressBlock> blocks(String... texts) {
    return Stream.of(texts).map(text -> AddressBlock.of(text).orElseThrow()).toList();
  }
}
